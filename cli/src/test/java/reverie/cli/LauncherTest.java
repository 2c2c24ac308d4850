package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The script {@code reverie}. A copy of it stands in a tree that looks as if it had just been built, since no jar exists
 * yet when tests run: its jar only points to the classes that this test runs with.
 */
class LauncherTest {

    @TempDir
    static Path common;

    private static Path model;

    @TempDir
    Path folder;

    private Path tree;
    private Path script;

    @BeforeAll
    static void makeModel() throws IOException {
        model = SmallModel.model(common.resolve("small.safetensors"));
    }

    @BeforeEach
    void makeTree() throws IOException {
        assumeTrue(File.separatorChar == '/', "the script is for sh");
        tree = folder.resolve("a tree with späces");
        Path target = Files.createDirectories(tree.resolve("cli/target"));
        Files.createDirectories(target.resolve("lib"));
        script = Files.copy(
                SmallModel.root().resolve("reverie"), tree.resolve("reverie"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(tree.resolve("pom.xml"), "<project/>");
        Files.writeString(target.resolve("jvm.args"), String.join(" ", Child.jvmArguments()));
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath());
        new JarOutputStream(Files.newOutputStream(target.resolve("reverie.jar")), manifest).close();
        Files.createFile(target.resolve("reverie.built"));
        Files.createFile(target.resolve("reverie.jsa")); // nothing kept
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" "));
    }

    private Invocation launch(Path command, Path from, Map<String, String> environment, Object... arguments)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command.toString());
        builder.command().addAll(List.of(Invocation.words(arguments)));
        builder.directory(from.toFile());
        builder.environment().remove("REVERIE_JAVA_OPTIONS");
        builder.environment().put("REVERIE_JAVA_HOME", Child.javaHome().toString());
        builder.environment().putAll(environment);
        return Child.start(folder, builder).await();
    }

    @Test
    void the_script_can_be_run() {
        assertTrue(Files.isExecutable(SmallModel.root().resolve("reverie")));
    }

    @Test
    void from_another_folder_with_relative_names() throws IOException, InterruptedException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        SmallModel.photo(elsewhere.resolve("ein Bäumchen & \"снег\" 冬.png"), 50);
        Invocation run = launch(
                        script,
                        elsewhere,
                        Map.of(),
                        "dream",
                        "ein Bäumchen & \"снег\" 冬.png",
                        "-m",
                        model,
                        "--octaves=2",
                        "--iterations=1")
                .succeeds();
        String expected = "ein Bäumchen & \"снег\" 冬.inception_4c-output.png";
        assertTrue(Files.exists(elsewhere.resolve(expected)), run::toString);
        assertEquals(expected + "\n", run.out());
    }

    /** In a locale without UTF-8, such as the one that cron and containers give. */
    @Test
    void file_names_in_a_poor_locale() throws IOException, InterruptedException {
        Path photo = SmallModel.photo(folder.resolve("зима.png"), 50);
        Path out = folder.resolve("Träume.png");
        Invocation run = launch(
                        script,
                        folder,
                        Map.of("LC_ALL", "C"),
                        "dream",
                        photo,
                        "-m",
                        model,
                        "--octaves=1",
                        "--iterations=1",
                        "-o",
                        out)
                .succeeds();
        assertTrue(Files.exists(out), run::toString);
        assertEquals(out + "\n", run.out());
    }

    @Test
    void through_links() throws IOException, InterruptedException {
        Path first = Files.createSymbolicLink(folder.resolve("rv"), script);
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path second = Files.createSymbolicLink(bin.resolve("reverie"), Path.of("../rv"));
        for (Path link : List.of(first, second)) {
            launch(link, bin, Map.of(), "backends").succeeds();
        }
    }

    @Test
    void exit_codes_and_options_of_java_pass_through() throws IOException, InterruptedException {
        assertEquals(
                2, launch(script, folder, Map.of(), "layers", "--size=none").exitCode());
        assertEquals(1, launch(script, folder, Map.of(), "layers", "-m", "none").exitCode());
        Path big = SmallModel.plain(folder.resolve("big.png"), 4000, 3000);
        Invocation run = launch(
                script, folder, Map.of("REVERIE_JAVA_OPTIONS", "-Xmx64m -Dany=thing"), "classify", big, "-m", model);
        assertTrue(run.failure().matches(".*\\b6[234] MiB.*"), run::toString); // a collector may keep some for itself
    }

    /** What Java kept when the program was built may be of another Java, or cut short; that is nobody's business. */
    @Test
    void what_java_kept_and_cannot_use_is_passed_over_in_silence() throws IOException, InterruptedException {
        Invocation without = launch(script, folder, Map.of(), "backends").succeeds();
        Files.writeString(tree.resolve("cli/target/reverie.jsa"), "no cache at all");
        Invocation with = launch(script, folder, Map.of(), "backends").succeeds();
        assertEquals(without.out(), with.out());
        assertEquals(without.err(), with.err());
    }

    /** Here the small dream fails, since there is no photo. */
    @Test
    void javas_start_is_prepared_once_after_a_build() throws IOException, InterruptedException {
        Path kept = tree.resolve("cli/target/reverie.jsa");
        Files.delete(kept);
        Invocation first = launch(script, folder, Map.of(), "backends").succeeds();
        assertTrue(first.err().startsWith("preparing Java's start"), first::toString);
        assertTrue(Files.exists(kept));
        Invocation second = launch(script, folder, Map.of(), "backends").succeeds();
        assertTrue(!second.err().contains("preparing"), second::toString);
        Files.setLastModifiedTime(kept, FileTime.from(Instant.now().minus(1, ChronoUnit.HOURS)));
        Invocation third = launch(script, folder, Map.of(), "backends").succeeds();
        assertTrue(third.err().startsWith("preparing Java's start"), third::toString);
    }

    /** A folder that passes for a JDK: the script asks its file "release" and does not start it. */
    private Path jdk(int version) throws IOException {
        Path home = Files.createDirectories(folder.resolve("jdk-" + version));
        Path bin = Files.createDirectories(home.resolve("bin"));
        for (String tool : List.of("java", "javac")) {
            Path file = Files.writeString(bin.resolve(tool), "#!/bin/sh\necho a fake was started >&2\nexit 99\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"%d.0.1\"\n".formatted(version));
        return home;
    }

    @Test
    void a_jdk_that_is_too_old_is_refused_if_it_was_named() throws IOException, InterruptedException {
        Path old = jdk(17);
        Invocation run = launch(script, folder, Map.of("REVERIE_JAVA_HOME", old.toString()), "backends");
        assertEquals(1, run.exitCode());
        assertEquals("error: REVERIE_JAVA_HOME is %s, which is JDK 17, not a JDK >= 25".formatted(old), run.refusal());

        Path none = folder.resolve("none");
        Invocation missing = launch(script, folder, Map.of("REVERIE_JAVA_HOME", none.toString()), "backends");
        assertEquals("error: REVERIE_JAVA_HOME is %s, which is not a JDK >= 25".formatted(none), missing.refusal());
    }

    /** The default Java of this user is old; what JAVA_HOME or the path lead to is taken where it suits. */
    @Test
    void a_jdk_that_is_too_old_is_passed_over_if_it_was_not_named() throws IOException, InterruptedException {
        Path old = jdk(17);
        String path = Child.javaHome().resolve("bin") + ":" + System.getenv("PATH");
        launch(script, folder, Map.of("REVERIE_JAVA_HOME", "", "JAVA_HOME", old.toString(), "PATH", path), "backends")
                .succeeds();
        String oldPath = old.resolve("bin") + ":" + System.getenv("PATH");
        launch(
                        script,
                        folder,
                        Map.of(
                                "REVERIE_JAVA_HOME",
                                "",
                                "JAVA_HOME",
                                Child.javaHome().toString(),
                                "PATH",
                                oldPath),
                        "backends")
                .succeeds();
    }

    /** A fake mvn tells what it was called with. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void changed_sources_are_built_first(boolean works) throws IOException, InterruptedException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path mvn = Files.writeString(
                bin.resolve("mvn"),
                "#!/bin/sh\necho \"[ERROR] it was run in $(pwd) with $JAVA_HOME\"\nexit %d\n".formatted(works ? 0 : 1));
        Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<String, String> path = Map.of("PATH", bin + ":" + System.getenv("PATH"));
        Path source = Files.writeString(
                Files.createDirectories(tree.resolve("engine/src/main/java")).resolve("New.java"), "class New {}");
        // The time of a folder counts as well: something in it may be gone.
        FileTime later = FileTime.from(Instant.now().plus(1, ChronoUnit.HOURS));
        Files.setLastModifiedTime(source, later);

        Invocation first = launch(script, folder, path, "backends");
        assertTrue(first.err().startsWith("building Reverie"), first::toString);
        if (works) {
            assertEquals(0, first.exitCode(), first::toString);
            FileTime before = FileTime.from(Instant.now().minus(1, ChronoUnit.HOURS));
            Files.setLastModifiedTime(source, before);
            Files.setLastModifiedTime(source.getParent(), before);
            Invocation second = launch(script, folder, path, "backends").succeeds();
            assertTrue(!second.err().contains("building"), second::toString);
        } else {
            assertEquals(1, first.exitCode(), first::toString);
            assertTrue(
                    first.err().contains("[ERROR] it was run in " + tree + " with " + Child.javaHome()),
                    first::toString);
            assertTrue(
                    first.err().contains("error: the build failed; " + tree.resolve("target/build.log")),
                    first::toString);
            assertTrue(launch(script, folder, path, "backends").err().startsWith("building Reverie"));
        }
    }
}
