package io.xent.testkit;

import io.xent.core.Convolution;
import io.xent.core.ImageFilters;
import io.xent.core.Kernels;

class ScalarConvolutionTest extends ConvolutionContract {
    @Override
    protected Convolution convolution(ImageFilters filters) {
        return Kernels.scalar().convolution(filters);
    }
}
