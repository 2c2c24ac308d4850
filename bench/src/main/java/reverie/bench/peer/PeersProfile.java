package reverie.bench.peer;

/** Finds by name what only the profile {@code peers} compiles. */
final class PeersProfile {

    private PeersProfile() {}

    /**
     * Makes an object of a class of this package.
     *
     * @param arguments what its only constructor takes
     * @throws IllegalStateException if the build left it out
     */
    static <T> T create(String className, Class<T> type, Object... arguments) {
        try {
            Class<?> found = Class.forName(PeersProfile.class.getPackageName() + "." + className);
            return type.cast(found.getDeclaredConstructors()[0].newInstance(arguments));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(className + " is missing; build with -Ppeers, as bench/README.md says", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(className + " does not start: " + e.getCause(), e);
        }
    }
}
