package tidewatch.export;

import java.util.List;
import java.util.OptionalLong;
import tidewatch.rotation.BaseRates;
import tidewatch.rotation.BaseRates.Rate;

/** How long relative moves have lasted, as one JSON object. Fields: {@code deploy/JSON.md}, "The base rates". */
public final class BaseRatesJson {
    /** Names of the quantiles of a rate's lengths, in its order. */
    private static final List<String> QUANTILES = List.of("q10", "q25", "q50", "q75", "q90");

    private BaseRatesJson() {}

    /**
     * The table.
     *
     * @param seed of the random signs; absent for the table that ships
     */
    public static String of(BaseRates table, OptionalLong seed) {
        return Json.object(json -> {
            json.text("source", table.source())
                    .date("from", table.from())
                    .date("to", table.to())
                    .count("groups", table.groups());
            seed.ifPresent(one -> json.count("seed", one).count("draws", BaseRates.DRAWS));
            json.objects("rates", table.rates(), BaseRatesJson::rate);
        });
    }

    private static void rate(Json json, Rate rate) {
        json.number("k", rate.k()).count("episodes", rate.episodes()).object("lengths", fields -> {
            for (int i = 0; i < QUANTILES.size(); i++) {
                fields.number(QUANTILES.get(i), rate.lengths().get(i));
            }
        });
        json.number("remainingMedian", rate.remaining())
                .number("lagMedian", rate.lag())
                .objects("running", BaseRates.HORIZONS, (fields, sessions) -> {
                    int at = BaseRates.HORIZONS.indexOf(sessions);
                    fields.count("sessions", sessions).hundredfold("sharePct", rate.running().get(at));
                    if (!rate.chance().isEmpty()) {
                        fields.hundredfold("chancePct", rate.chance().get(at));
                    }
                });
    }
}
