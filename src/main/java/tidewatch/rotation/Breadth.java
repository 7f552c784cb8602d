package tidewatch.rotation;

/**
 * How many members of a row take part; always shown with its denominator ("31 of 47").
 *
 * @param outrunning members whose 21-session relative return is above 0
 * @param aboveSma50 members above their own 50-session mean
 * @param members OK members, at least 5; fewer make no Breadth
 */
public record Breadth(String rowId, int outrunning, int aboveSma50, int members) {
    public Breadth {
        if (members < 5 || outrunning < 0 || outrunning > members || aboveSma50 < 0 || aboveSma50 > members) {
            throw new IllegalArgumentException("Breadth of " + rowId + ": " + outrunning + ", " + aboveSma50 + " of " + members);
        }
    }

    public double share() {
        return (double) outrunning / members;
    }
}
