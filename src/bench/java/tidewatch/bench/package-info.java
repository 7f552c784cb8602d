/** Measures rotation by the clock, beside other programs that compute the same figures. */
package tidewatch.bench;
