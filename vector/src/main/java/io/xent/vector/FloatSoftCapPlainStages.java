package io.xent.vector;

import java.util.Arrays;

/** The stages of {@link FloatSoftCap} as plain loops. */
final class FloatSoftCapPlainStages {

    private FloatSoftCapPlainStages() {}

    static final class Exponents extends FloatStage {
        @Override
        void run(FloatWork work) {
            Arrays.fill(work.softCap.lanes, 0);
            finish(work, 0);
        }

        /** All but the first {@code done} values. */
        static void finish(FloatWork work, int done) {
            FloatSoftCap cap = work.softCap;
            for (int i = done; i < work.count; i++) {
                double x = work.source[work.from + i];
                double size = Math.abs(x);
                cap.capped[cap.place + i] = x;
                cap.slopes[cap.place + i] = Math.fma(size, cap.perUnit, size * cap.perUnitLow);
                cap.lanes[0] += x - x;
            }
        }
    }

    static final class Cap extends FloatStage {
        @Override
        void run(FloatWork work) {
            FloatSoftCap cap = work.softCap;
            for (int i = cap.place; i < cap.place + work.count; i++) {
                double decay = cap.slopes[i];
                double inverse = 1 / (decay + 1);
                cap.capped[i] = Math.copySign((1 - decay) * inverse * cap.cap, cap.capped[i]);
                cap.slopes[i] = decay * 4 * inverse * inverse;
            }
        }
    }

    static final class Slopes extends FloatStage {
        @Override
        void run(FloatWork work) {
            finish(work, 0);
        }

        /** All but the first {@code done} values. */
        static void finish(FloatWork work, int done) {
            FloatSoftCap cap = work.softCap;
            for (int i = done; i < work.count; i++) {
                work.target[work.to + i] = (float) (cap.capped[cap.place + i] * cap.slopes[cap.place + i]);
            }
        }
    }
}
