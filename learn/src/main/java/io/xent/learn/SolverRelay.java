package io.xent.learn;

import java.util.ArrayList;
import java.util.List;

/**
 * One solver that hands over to another after a number of iterations. Where that number costs about as much as the second
 * solver would have cost from the beginning, both together never cost much more than twice the better of the two.
 */
final class SolverRelay implements Solver {

    private final Solver first;
    private final Solver second;
    private final int handover;

    private Solver running;

    /** Whole numbers in 32 bits, so that a saved state can hold them. */
    private int iterations;

    SolverRelay(Solver first, Solver second, int handover) {
        this.first = first;
        this.second = second;
        this.handover = handover;
        running = first;
    }

    @Override
    public String name() {
        return first.name() + ", then " + second.name();
    }

    @Override
    public void start(double[] parameters, int passesBefore) {
        running = first;
        iterations = 0;
        first.start(parameters, passesBefore);
    }

    @Override
    public boolean advance() {
        if (running == first && iterations >= handover) {
            running = second;
            second.start(first.parameters(), first.passes());
        }
        iterations++;
        return running.advance();
    }

    @Override
    public double[] parameters() {
        return running.parameters();
    }

    @Override
    public double value() {
        return running.value();
    }

    @Override
    public double[] gradient() {
        return running.gradient();
    }

    @Override
    public int passes() {
        return running.passes();
    }

    @Override
    public List<float[]> memory() {
        List<float[]> arrays = new ArrayList<>(running.memory());
        arrays.add(new float[] {running == first ? 0 : 1, iterations});
        return arrays;
    }

    @Override
    public void restore(double[] parameters, List<float[]> memory, int passesBefore) {
        float[] place = memory.get(memory.size() - 1);
        running = place[0] == 0 ? first : second;
        iterations = (int) place[1];
        running.restore(parameters, memory.subList(0, memory.size() - 1), passesBefore);
    }
}
