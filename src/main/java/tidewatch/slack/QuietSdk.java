package tidewatch.slack;

import com.slack.api.SlackConfig;
import com.slack.api.audit.AuditConfig;
import com.slack.api.methods.MethodsConfig;
import com.slack.api.methods.impl.MethodsClientImpl;
import com.slack.api.rate_limits.metrics.MetricsDatastore;
import com.slack.api.scim.SCIMConfig;
import com.slack.api.scim2.SCIM2Config;
import com.slack.api.util.http.SlackHttpClient;
import java.net.URI;
import java.util.List;
import okhttp3.OkHttpClient;

/**
 * Slack's library without what it does unasked. When it is loaded, version 1.51.0 starts eight threads that wake each second for statistics
 * of calls; nobody reads those, and closing its own configuration ends none of them. Its statistics would also put a hidden auth.test
 * before the first call, and its listeners log what was sent: both belong to its typed methods, which are not called here.
 */
final class QuietSdk {
    static {
        var standard = SlackConfig.DEFAULT;
        List.of(
                        MethodsConfig.DEFAULT_SINGLETON.getMetricsDatastore(),
                        standard.getMethodsConfig().getMetricsDatastore(),
                        AuditConfig.DEFAULT_SINGLETON.getMetricsDatastore(),
                        standard.getAuditConfig().getMetricsDatastore(),
                        SCIMConfig.DEFAULT_SINGLETON.getMetricsDatastore(),
                        standard.getSCIMConfig().getMetricsDatastore(),
                        SCIM2Config.DEFAULT_SINGLETON.getMetricsDatastore(),
                        standard.getSCIM2Config().getMetricsDatastore())
                .forEach(QuietSdk::end);
    }

    private QuietSdk() {}

    private static void end(MetricsDatastore statistics) {
        try {
            statistics.close();
        } catch (Exception never) {
            throw new IllegalStateException("Statistics that were not begun cannot be ended", never);
        }
    }

    /**
     * The library's client over ours.
     *
     * @param base ends with a slash
     */
    static MethodsClientImpl methods(OkHttpClient client, URI base) {
        var methods = new MethodsClientImpl(new SlackHttpClient(client));
        methods.setEndpointUrlPrefix(base.toString());
        return methods;
    }
}
