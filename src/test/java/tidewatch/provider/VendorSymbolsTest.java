package tidewatch.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.market.Instrument;
import tidewatch.market.Instrument.Kind;

/** How each source writes our symbols: Alpaca and Massive with a dot, Tiingo with a dash. */
class VendorSymbolsTest {
    private static Instrument of(String symbol, Kind kind) {
        return new Instrument(symbol, symbol, kind, "", "");
    }

    @ParameterizedTest
    @CsvSource({"AAPL,AAPL,AAPL", "BRK.B,BRK.B,BRK-B", "BF.A,BF.A,BF-A", "SPY,SPY,SPY", "X,X,X"})
    void shares_and_funds_go_there_and_back(String ours, String dot, String dash) {
        assertThat(VendorSymbols.DOT.theirs(of(ours, Kind.STOCK))).contains(dot);
        assertThat(VendorSymbols.DASH.theirs(of(ours, Kind.ETF))).contains(dash);
        assertThat(VendorSymbols.DOT.ours(dot)).contains(ours);
        assertThat(VendorSymbols.DASH.ours(dash)).contains(ours);
    }

    @ParameterizedTest
    @CsvSource({"^GSPC,INDEX", "^VIX,VOLATILITY", "SPX,INDEX", "BTC-USD,STOCK", "ES=F,STOCK"})
    void what_is_neither_has_no_name_there(String ours, Kind kind) {
        assertThat(VendorSymbols.DOT.theirs(of(ours, kind))).isEmpty();
        assertThat(VendorSymbols.DASH.theirs(of(ours, kind))).isEmpty();
    }

    @Test
    void what_is_no_symbol_of_ours_does_not_come_in() {
        for (String theirs : new String[] {"BACpB", "", "../etc", "BRK-B-C", "AAPL ", "^GSPC", "ABCDEFGHIJKLM"}) {
            assertThat(VendorSymbols.DOT.ours(theirs)).as(theirs).isEqualTo(Optional.empty());
        }
        assertThat(VendorSymbols.DOT.ours("BRK-B")).isEmpty();
        assertThat(VendorSymbols.DASH.ours("BRK.B")).isEmpty();
    }
}
