package io.xent.benchmarks.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What table and plot ask of the figures: the best objective known of each data set, and the course of each contender. */
final class Outcomes {

    /** Where a contender stood after so many seconds. */
    record Stand(double seconds, double objective) {}

    private final List<TrainingFigure> figures;
    private final List<CoursePoint> course;
    private final Map<String, Double> best = new HashMap<>();

    Outcomes(List<TrainingFigure> figures, List<CoursePoint> course) {
        this.figures = figures;
        this.course = course;
        figures.stream()
                .filter(f -> Double.isFinite(f.objective()))
                .forEach(f -> best.merge(f.data(), f.objective(), Math::min));
    }

    /** How far an objective is above the least that any contender reached, relative to that. */
    double excess(String data, double objective) {
        double least = best.getOrDefault(data, Double.NaN);
        return Math.max(0, (objective - least) / least);
    }

    /** The least objective so far, by seconds of the fit. */
    List<Stand> course(String data, String peer) {
        List<Stand> stands = new ArrayList<>();
        course.stream()
                .filter(p -> p.data().equals(data) && p.peer().equals(peer))
                .forEach(p -> stands.add(new Stand(p.seconds(), p.objective())));
        figures.stream()
                .filter(f -> f.data().equals(data) && f.peer().equals(peer))
                .filter(f -> Double.isFinite(f.fitSeconds()) && Double.isFinite(f.objective()))
                .filter(f -> f.round() == 1)
                .forEach(f -> stands.add(new Stand(f.fitSeconds(), f.objective())));
        stands.sort(Comparator.comparingDouble(Stand::seconds));
        List<Stand> falling = new ArrayList<>();
        for (Stand stand : stands) {
            if (falling.isEmpty()
                    || stand.objective() < falling.get(falling.size() - 1).objective()) {
                falling.add(stand);
            }
        }
        return falling;
    }

    /** Seconds and objective of whole commands, the median round. */
    Stand whole(String data, String peer) {
        List<TrainingFigure> full = figures.stream()
                .filter(f -> f.data().equals(data) && f.peer().equals(peer) && f.isFull())
                .toList();
        return full.isEmpty()
                ? null
                : new Stand(
                        median(full.stream()
                                .mapToDouble(TrainingFigure::wholeSeconds)
                                .toArray()),
                        full.get(0).objective());
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
