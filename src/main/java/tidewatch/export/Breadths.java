package tidewatch.export;

import java.util.Optional;
import tidewatch.rotation.Breadth;

/** Members that take part: {@code {"outrunning":31,"aboveSma50":28,"members":47}}, "31 of 47". */
final class Breadths {
    private Breadths() {}

    static void put(Json json, Optional<Breadth> breadth) {
        json.object("breadth", breadth, (fields, one) -> fields.count("outrunning", one.outrunning())
                .count("aboveSma50", one.aboveSma50())
                .count("members", one.members()));
    }
}
