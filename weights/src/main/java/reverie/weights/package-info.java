/**
 * Files: what comes from Caffe, and our own model file. {@link reverie.weights.ModelFile} opens a model for the engine;
 * {@link reverie.weights.CaffeConverter} makes one from Caffe's files, which {@link reverie.weights.fetch} brings here;
 * {@link reverie.weights.Safetensors} is the container of both models and traces. Whatever is read here may be broken or
 * hostile: it is either understood in full or refused with a {@link reverie.weights.WeightFormatException}, and nothing is
 * allocated that the file's own size does not cover.
 *
 * <p>Builds on the engine; only the command line builds on this.
 */
package reverie.weights;
