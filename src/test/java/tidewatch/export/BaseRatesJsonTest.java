package tidewatch.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tidewatch.rotation.BaseRates;
import tidewatch.testing.Golden;

class BaseRatesJsonTest {
    static String example() {
        return BaseRatesJson.of(BaseRates.shipped(), OptionalLong.of(1));
    }

    @Test
    void the_table_that_ships_as_one_object() {
        Golden.check("export/baserates.json", BaseRatesJson.of(BaseRates.shipped(), OptionalLong.empty()) + "\n");
    }

    @Test
    void a_table_of_a_file_names_its_seed_and_a_rate_without_chance_leaves_it_out() throws IOException {
        var shares = List.of(.5, .25, 0.0, 0.0, 0.0);
        var rate = new BaseRates.Rate(3, 2, List.of(1.0, 2.0, 3.0, 4.0, 5.0), 2.5, 4, shares, List.of());
        var shipped = BaseRates.shipped();
        var json = new ObjectMapper()
                .readTree(BaseRatesJson.of(new BaseRates("mine.csv", shipped.from(), shipped.to(), 2, List.of(rate)), OptionalLong.of(7)));
        assertThat(json.get("seed").intValue()).isEqualTo(7);
        assertThat(json.get("draws").intValue()).isEqualTo(BaseRates.DRAWS);
        var running = json.get("rates").get(0).get("running");
        assertThat(running.get(1).get("sharePct").doubleValue()).isEqualTo(25);
        assertThat(running.get(1).has("chancePct")).isFalse();
    }
}
