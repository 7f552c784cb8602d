package tidewatch.slack;

import java.util.Optional;

/** What somebody has to do before Slack lets us in: the words of a refusal that no waiting mends. */
final class Remedy {
    private static final String APPS = "api.slack.com/apps";

    private Remedy() {}

    /** For auth.test, which bears the bot token. Absent where waiting may help. */
    static Optional<String> ofBot(String error) {
        return switch (error) {
            case "invalid_auth", "not_authed", "token_revoked", "token_expired", "not_allowed_token_type" ->
                Optional.of("Slack refused the bot token (" + error + "). Check slack.bot-token-file; " + APPS
                        + " shows the token under OAuth & Permissions, and it begins with xoxb-.");
            default -> of(error);
        };
    }

    /** For apps.connections.open, which bears the app-level token. Absent where waiting may help. */
    static Optional<String> ofApp(String error) {
        return switch (error) {
            case "invalid_auth", "not_authed", "token_revoked", "token_expired", "not_allowed_token_type" ->
                Optional.of("Slack refused the app-level token (" + error + "). Check slack.app-token-file; " + APPS
                        + " shows the token under Basic Information, and it begins with xapp-.");
            case "missing_scope", "no_permission" ->
                Optional.of("The app-level token lacks the scope connections:write (" + error + "). Make a new one with it at " + APPS + ".");
            case "forbidden_team", "socket_mode_not_enabled", "link_disabled" -> Optional.of(SOCKET_MODE_OFF);
            default -> of(error);
        };
    }

    static final String SOCKET_MODE_OFF =
            "Socket Mode is switched off for the app. Switch it on at " + APPS + " under Socket Mode, or set slack.mode = http.";

    static final String CROWDED =
            "The app has too many connections (Slack allows ten). Stop what else listens with this app-level token, or use an app of its own.";

    static final String REMOVED =
            "The app was removed from the workspace, or its token was revoked. Install it again at " + APPS
                    + " and put the new bot token into slack.bot-token-file.";

    /** A word of another's, as it may be shown. */
    static String word(String error) {
        return error.matches("[a-z0-9_]{1,60}") ? error : "an error without a name";
    }

    private static Optional<String> of(String error) {
        return switch (error) {
            case "account_inactive", "user_removed_from_team", "app_uninstalled" -> Optional.of(REMOVED);
            case "missing_scope",
                    "no_permission",
                    "access_denied",
                    "team_access_not_granted",
                    "team_disabled",
                    "enterprise_is_restricted",
                    "ekm_access_denied",
                    "two_factor_setup_required" ->
                Optional.of("The workspace does not let the app in (" + error + "). Ask its administrator, and look at the app's page at " + APPS + ".");
            default -> Optional.empty();
        };
    }
}
