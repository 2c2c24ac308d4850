package reverie.cli.motion;

/**
 * A picture's brightness around each pixel as a quadratic polynomial, f(x, y) = xx x^2 + yy y^2 + xy x y + gx x + gy y + c,
 * fitted by least squares under Gaussian weights (G. Farneback, Two-Frame Motion Estimation Based on Polynomial Expansion,
 * 2003, section 2). Since the weights are separable and symmetric, the fit comes down to six weighted moments per pixel.
 *
 * @param gx slope across, brightness per pixel
 * @param gy slope down
 * @param xx curvature across
 * @param yy curvature down
 * @param xy mixed curvature
 */
record PolynomialExpansion(Plane gx, Plane gy, Plane xx, Plane yy, Plane xy) {

    private static final double SIGMA = 1.5;
    private static final int RADIUS = 5;

    static PolynomialExpansion of(Plane brightness) {
        float[] weights = Plane.gaussian(SIGMA, RADIUS);
        float[] first = new float[weights.length]; // times x
        float[] second = new float[weights.length]; // times x^2
        double s2 = 0; // weighted mean of x^2
        double s4 = 0;
        for (int i = 0; i < weights.length; i++) {
            int x = i - RADIUS;
            first[i] = weights[i] * x;
            second[i] = weights[i] * x * x;
            s2 += second[i];
            s4 += (double) second[i] * x * x;
        }
        for (int i = 0; i < weights.length; i++) {
            int x = i - RADIUS;
            // Solved by hand: with m for moments, gx = mx / s2, xy = mxy / s2^2, xx = (mxx - s2 m) / (s4 - s2^2).
            first[i] = (float) (weights[i] * x / s2);
            second[i] = (float) (weights[i] * (x * x - s2) / (s4 - s2 * s2));
        }
        Plane plain = brightness.filterDown(weights);
        Plane sloped = brightness.filterDown(first);
        Plane curved = brightness.filterDown(second);
        return new PolynomialExpansion(
                plain.filterAcross(first),
                sloped.filterAcross(weights),
                plain.filterAcross(second),
                curved.filterAcross(weights),
                sloped.filterAcross(first));
    }
}
