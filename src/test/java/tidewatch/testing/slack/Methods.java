package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every method of the Web API that is there, by its name. Called under the lock of the world. */
final class Methods {
    /**
     * One method.
     *
     * @param tier how often it may be called: 2 to 4, or 0 for one that has rates of its own
     * @param scope what the app needs, or empty; a method that decides by the channel asks by itself
     */
    record Method(String name, int tier, String scope, Set<String> parameters, Doing doing) {}

    /** Answers everything but {@code ok}. */
    interface Doing {
        /**
         * Does it.
         *
         * @param team the workspace whose token was used
         */
        ObjectNode call(Team team, Arguments in);
    }

    private final Map<String, Method> methods = new HashMap<>();
    private final World world;

    Methods(World world) {
        this.world = world;
    }

    void add(String name, int tier, String scope, String parameters, Doing doing) {
        methods.put(name, new Method(name, tier, scope, Set.of(parameters.isEmpty() ? new String[0] : parameters.split(" ")), doing));
    }

    Optional<Method> find(String name) {
        return Optional.ofNullable(methods.get(name));
    }

    /** Does it when rates and scopes let it, and notes parameters that mean nothing. */
    ObjectNode call(Method method, Team team, Arguments in) {
        var now = world.now();
        var key = team.id + " " + method.name();
        if (world.rates.early(key, now)) {
            world.lint("EARLY", method.name() + " before Retry-After had passed");
        }
        long wait = world.rates.call(key, method.tier(), now);
        if (wait > 0) {
            world.rates.close(key, now, wait);
            throw ApiError.ratelimited(wait);
        }
        if (!method.scope().isEmpty()) {
            need(team, method.scope());
        }
        for (var name : in.values().keySet()) {
            // Libraries name the workspace everywhere, which counts only with the token of an organisation.
            if (!method.parameters().contains(name) && !name.equals("team_id")) {
                world.lint("UNKNOWN_PARAMETER", method.name() + ": " + name);
            }
        }
        return method.doing().call(team, in);
    }

    static void need(Team team, String scope) {
        if (!team.scopes.contains(scope)) {
            throw ApiError.missingScope(scope, team.provided());
        }
    }
}
