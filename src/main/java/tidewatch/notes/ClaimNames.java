package tidewatch.notes;

import java.util.List;

/** The names in a claim that must mean something for it to be tested. */
final class ClaimNames {
    private ClaimNames() {}

    static List<Name> of(Claim claim) {
        return switch (claim) {
            case Claim.Move m -> List.of(m.entity());
            case Claim.RelativeMove m -> List.of(m.entity(), m.benchmark());
            case Claim.Streak s -> List.of(s.entity());
            case Claim.WordMove w -> List.of(w.entity());
            case Claim.Level l -> List.of(l.entity());
            case Claim.Flow f -> f.names();
            case Claim.SectorView v -> List.of(v.sector());
            case Claim.Thesis t -> t.legs().stream().map(Claim.Thesis.Leg::entity).toList();
            case Claim.ThesisImpact _, Claim.RotationTiming _, Claim.Driver _, Claim.Checklist _, Claim.Scenario _ -> List.of();
            case Claim.WatchItem _, Claim.Related _, Claim.Prose _ -> List.of();
        };
    }
}
