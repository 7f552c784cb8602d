"""Writes the fixtures of tidewatch.rotation with pandas and numpy: python3 rotation.py (here: pandas 3.0.6, numpy 2.4.6).

Straight from the definitions, with a library's own means, deviations and correlations; nothing here is shared with the program.
"""
import numpy as np
import pandas as pd

rng = np.random.default_rng(20260108)


def map_path():
    """e of 420 sessions, some missing -> ratio and momentum, empty where there is no point."""
    e = pd.Series(rng.normal(0, 0.011, 420))
    e[150:260] += 0.002
    e.iloc[[0, 60, 61, 300, 377]] = np.nan
    y = pd.concat([pd.Series([0.0]), e.dropna().cumsum()])  # the first price, then one value a return
    ema = lambda x, n: x.ewm(span=n, adjust=False).mean()
    x = ema(y, 21) - ema(y, 63)
    d = x - ema(x, 10)
    s = e.rolling(126, min_periods=120).std()
    out = pd.DataFrame({"e": e})
    out["ratio"] = 100 + 10 * x.iloc[1:].reindex(e.index) / (2.29215362791595 * s)
    out["momentum"] = 100 + 10 * d.iloc[1:].reindex(e.index) / (0.43502806354558 * s)
    few = e.notna().cumsum() + 1 < 189
    out.loc[few, ["ratio", "momentum"]] = np.nan
    out.to_csv("map-path.csv", index=False, float_format="%.17g")


def structure():
    """Returns of 8 names over 63 sessions -> mean pairwise correlation; 300 values -> percentile of the last in its last 252."""
    common = rng.normal(0, 0.008, 63)
    r = pd.DataFrame({f"n{i}": common * (0.4 + 0.2 * i) + rng.normal(0, 0.012, 63) for i in range(8)})
    c = r.corr().to_numpy()
    mean = c[np.triu_indices(8, 1)].mean()
    with open("correlation.csv", "w") as f:
        f.write(f"# mean of the 28 coefficients: {mean:.17g}\n")
        r.to_csv(f, index=False, float_format="%.17g")


def directional_change():
    """S and h of 700 sessions -> episodes, by a plain reading of the definition."""
    s = np.concatenate([[0.0], np.cumsum(rng.normal(0, 1, 699))])
    h = 4 + np.sin(np.arange(700) / 40.0)
    episodes, up, start, ext = [], None, None, 0
    hi = lo = 0
    confirmed = None
    for t in range(1, 700):
        if up is None:
            hi = t if s[t] > s[hi] else hi
            lo = t if s[t] < s[lo] else lo
            if s[t] - s[lo] >= h[t]:
                up, start, confirmed, ext = True, lo, t, t
            elif s[hi] - s[t] >= h[t]:
                up, start, confirmed, ext = False, hi, t, t
        elif (s[t] > s[ext]) if up else (s[t] < s[ext]):
            ext = t
        elif ((s[ext] - s[t]) if up else (s[t] - s[ext])) >= h[t]:
            episodes.append((start, confirmed, ext, t, "up" if up else "down"))
            up, start, confirmed, ext = not up, ext, t, t
    pd.DataFrame({"s": s, "h": h}).to_csv("directional-change-input.csv", index=False, float_format="%.17g")
    pd.DataFrame(episodes, columns=["start", "confirmed", "extreme", "closed", "direction"]).to_csv("directional-change.csv", index=False)


map_path()
structure()
directional_change()
