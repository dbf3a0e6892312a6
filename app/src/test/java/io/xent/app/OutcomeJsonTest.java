package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class OutcomeJsonTest {

    @Test
    void of_hasTheStableFields() throws Exception {
        JsonNode json = read(Outcomes.converged());
        for (String field : new String[] {"rows", "features", "classes", "iterations", "objective", "seconds"}) {
            assertTrue(json.path(field).isNumber(), field);
        }
        for (String field : new String[] {"solver", "model", "report"}) {
            assertTrue(json.path(field).isTextual(), field);
        }
        assertTrue(json.path("converged").isBoolean());
        assertEquals(3.1e-7, json.at("/certificate/gradientNorm").doubleValue());
        assertEquals(2e-11, json.at("/certificate/gap").doubleValue());
        for (String part : new String[] {"train", "test"}) {
            for (String field : new String[] {"rows", "logLoss", "entropy", "accuracy", "calibrationError"}) {
                assertTrue(json.path(part).path(field).isNumber(), part + "." + field);
            }
        }
        assertEquals("split", json.at("/test/kind").textValue());
    }

    @Test
    void of_hostileText_comesBackAsItWas() throws Exception {
        assertEquals(
                Outcomes.HOSTILE, read(Outcomes.converged()).at("/classNames/0").textValue());
    }

    @Test
    void of_doubles_comeBackToTheLastBit() throws Exception {
        double lambda = Outcomes.converged().penalty().lambda();
        assertEquals(lambda, read(Outcomes.converged()).path("lambda").doubleValue());
    }

    @Test
    void of_whatIsNotFinite_isNull() throws Exception {
        double[] impossible = {Double.NEGATIVE_INFINITY, 0};
        JsonNode json = read(Outcomes.of(false, OptionalDouble.empty(), impossible));
        assertTrue(json.at("/certificate/gap").isNull());
        assertTrue(json.at("/train/logLoss").isNull());
        assertEquals(1, json.at("/train/impossibleRows").intValue());
    }

    private static JsonNode read(Outcome outcome) throws Exception {
        return new ObjectMapper().readTree(OutcomeJson.of(outcome));
    }
}
