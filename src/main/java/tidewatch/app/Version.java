package tidewatch.app;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar was built with. */
final class Version implements IVersionProvider {
    static String words() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("from sources");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"tidewatch " + words() + ", Java " + Runtime.version().feature()};
    }
}
