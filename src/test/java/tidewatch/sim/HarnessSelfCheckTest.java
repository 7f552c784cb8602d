package tidewatch.sim;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidewatch.chat.Delivered;
import tidewatch.delivery.Claim;
import tidewatch.delivery.Pace;
import tidewatch.testing.MemoryRules;

/**
 * The simulator must fail when the product is broken: with one thing taken away, an invariant that depends on it breaks within 500 seeds.
 * Three removals run always, all with {@code -Dsim.selfcheck=all}.
 */
class HarnessSelfCheckTest {
    private static final int SEEDS = 500;

    /** One thing taken away, and what has to break then. */
    enum Removal {
        /** No attempt, epoch or lease is looked at when a claim is made or its result is told. */
        FENCE(true, "I3", "I4", "I11") {
            @Override
            MemoryRules rules() {
                return new MemoryRules() {
                    @Override
                    protected boolean fenceHolds(boolean sending, int attempt, long epoch, Claim claim) {
                        return true;
                    }

                    @Override
                    protected boolean leaseChecked() {
                        return false;
                    }
                };
            }
        },
        /** A chat may have several rows of a kind and slot. */
        UNIQUE_SLOT(true, "I6") {
            @Override
            MemoryRules rules() {
                return new MemoryRules() {
                    @Override
                    protected boolean uniqueSlot() {
                        return false;
                    }
                };
            }
        },
        /** The HTTP client repeats a request by itself when its connection dies. */
        RETRY_GUARD(true, "I3", "I4") {
            @Override
            boolean repeatsSilently() {
                return true;
            }
        },
        ONE_IN_FLIGHT(false, "I7") {
            @Override
            MemoryRules rules() {
                return new MemoryRules() {
                    @Override
                    protected boolean oneInFlight() {
                        return false;
                    }
                };
            }
        },
        /** What is in doubt is taken as not sent. */
        UNKNOWN_IS_NOT_SENT(false, "I3", "I4") {
            @Override
            Delivered heard(Delivered answer) {
                return answer instanceof Delivered.Unknown
                        ? new Delivered.RetryAfter(
                                Optional.empty(),
                                Delivered.RetryAfter.Scope.CHAT,
                                Delivered.RetryAfter.Certainty.NOTHING_WRITTEN,
                                "surely not sent")
                        : answer;
            }
        },
        /** That a row is being sent is stored after it was. */
        CLAIMED_AFTER_THE_SEND(false, "I3", "I4") {
            @Override
            MemoryRules rules() {
                return new MemoryRules() {
                    @Override
                    protected boolean claimsAreStored() {
                        return false;
                    }

                    @Override
                    protected boolean fenceHolds(boolean sending, int attempt, long epoch, Claim claim) {
                        return true;
                    }
                };
            }
        },
        VERSION(false, "I5") {
            @Override
            MemoryRules rules() {
                return new MemoryRules() {
                    @Override
                    protected boolean versionChecked() {
                        return false;
                    }
                };
            }
        },
        BUCKET(false, "I10") {
            @Override
            Pace pace(Pace complete) {
                return Pace.unlimited();
            }
        },
        /** Leases count by the clock of whoever asks, and the clocks of the nodes are a minute apart. */
        STORE_CLOCK(false, "I11") {
            @Override
            MemoryRules rules() {
                return new MemoryRules() {
                    @Override
                    protected Instant leaseClock(String owner, Instant storeClock) {
                        return storeClock.plus(Duration.ofMinutes(owner.charAt(1) - '0'));
                    }
                };
            }
        },
        DEDUPE(false, "I12") {
            @Override
            MemoryRules rules() {
                return new MemoryRules() {
                    @Override
                    protected boolean dedupes() {
                        return false;
                    }
                };
            }
        },
        /** The clock fires what a downtime missed, as if it were due now. */
        MISFIRE(false, "I9") {
            @Override
            boolean firesWhatWasMissed() {
                return true;
            }
        };

        private final boolean always;
        /** The numbers between spaces. */
        private final String breaks;

        Removal(boolean always, String... breaks) {
            this.always = always;
            this.breaks = " " + String.join(" ", breaks) + " ";
        }

        MemoryRules rules() {
            return new MemoryRules();
        }

        Pace pace(Pace complete) {
            return complete;
        }

        Delivered heard(Delivered answer) {
            return answer;
        }

        boolean repeatsSilently() {
            return false;
        }

        boolean firesWhatWasMissed() {
            return false;
        }

        private Simulator.Variant variant() {
            return new Simulator.Variant() {
                @Override
                MemoryRules rules() {
                    return Removal.this.rules();
                }

                @Override
                Pace pace(Pace complete) {
                    return Removal.this.pace(complete);
                }

                @Override
                Delivered heard(Delivered answer) {
                    return Removal.this.heard(answer);
                }

                @Override
                boolean repeatsSilently() {
                    return Removal.this.repeatsSilently();
                }

                @Override
                boolean firesWhatWasMissed() {
                    return Removal.this.firesWhatWasMissed();
                }
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void somethingBreaksWhenItIsTakenAway(Removal removal) {
        assumeTrue(
                removal.always || System.getProperty("sim.selfcheck", "").equals("all"),
                "Not checked without -Dsim.selfcheck=all: that the simulator notices when " + removal + " is taken away");
        var others = new ArrayList<String>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            if (Runs.run(seed, removal.variant(), Optional.empty()) instanceof Runs.Failed failed) {
                if (removal.breaks.contains(" " + failed.invariant() + " ")) {
                    System.out.printf(
                            "%s taken away: %s broke in seed %d%s%n",
                            removal, failed.invariant(), seed, others.isEmpty() ? "" : ", before it " + others);
                    return;
                }
                others.add(failed.invariant());
            }
        }
        fail("%s was taken away for %d seeds; one of %s had to break, and these did: %s", removal, SEEDS, removal.breaks.strip(), others);
    }
}
