package io.xent.learn.network;

import io.xent.learn.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a network is to be made of, before it is known how many features and classes there are. Immutable.
 *
 * @param shape the image that a row of features is; empty for a square one of one channel
 * @param stages convolutions and poolings, in order
 * @param hidden the widths of the hidden layers after them
 */
record Blueprint(
        Optional<Shape> shape, List<Stage> stages, List<Integer> hidden, Activation activation, double dropout) {

    /** A convolution, or with no filters a pooling. */
    record Stage(int filters, int size) {}

    Blueprint {
        stages = List.copyOf(stages);
        hidden = List.copyOf(hidden);
    }

    static Blueprint empty() {
        return new Blueprint(Optional.empty(), List.of(), List.of(), Activation.RELU, 0);
    }

    Blueprint withShape(Shape image) {
        return new Blueprint(Optional.of(image), stages, hidden, activation, dropout);
    }

    Blueprint with(Stage stage) {
        List<Stage> more = new ArrayList<>(stages);
        more.add(stage);
        return new Blueprint(shape, more, hidden, activation, dropout);
    }

    Blueprint withHidden(List<Integer> widths) {
        return new Blueprint(shape, stages, widths, activation, dropout);
    }

    Blueprint withActivation(Activation value) {
        return new Blueprint(shape, stages, hidden, value, dropout);
    }

    Blueprint withDropout(double rate) {
        return new Blueprint(shape, stages, hidden, activation, rate);
    }

    /**
     * The layers for such data.
     *
     * @throws InvalidInputException where the features are no image of the shape, or its layers do not fit on it
     */
    Architecture architecture(int features, int classes) {
        Architecture.Growth growth = new Architecture.Growth(features, activation, dropout);
        if (!stages.isEmpty() || shape.isPresent()) {
            Shape image = shape.orElseGet(() -> square(features));
            if (image.size() != features) {
                throw new InvalidInputException("the shape " + image + " has " + image.size() + " values, a row has "
                        + features + " features: give the shape of the images, height x width x channels");
            }
            convolve(growth, image);
        }
        return growth.hidden(hidden).classes(classes);
    }

    private static Shape square(int features) {
        int side = (int) Math.round(Math.sqrt(features));
        if (features < 1 || (long) side * side != features) {
            throw new InvalidInputException("a row of " + features
                    + " features is no square image of one channel: give its shape, height x width x channels");
        }
        return new Shape(side, side, 1);
    }

    private void convolve(Architecture.Growth growth, Shape image) {
        Shape at = image;
        for (Stage stage : stages) {
            if (stage.filters() > 0) {
                at = growth.convolution(at, stage.filters(), stage.size());
            } else if (stage.size() > Math.min(at.height(), at.width())) {
                throw new InvalidInputException("pooling squares of " + stage.size() + " pixels a side do not fit on an"
                        + " image that is " + at + " by then: pool less often, or by smaller squares");
            } else {
                at = growth.pooling(at, stage.size());
            }
        }
    }
}
