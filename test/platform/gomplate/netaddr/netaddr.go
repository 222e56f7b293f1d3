// Package netaddr stands in for inet.af/netaddr, an archived module that not every module proxy has.
//
// gomplate 4.3.3 uses it only for its deprecated net.ParseIP, net.ParseIPPrefix and net.ParseIPRange; here each of
// the three types is the one from the standard library or from go4.org/netipx that replaced it.
package netaddr

import (
	"net"
	"net/netip"

	"go4.org/netipx"
)

// IP is an address.
type IP = netip.Addr

// IPPrefix is an address with a number of bits.
type IPPrefix struct {
	netip.Prefix
}

// Masked clears the bits that are not part of the network.
func (p IPPrefix) Masked() IPPrefix {
	return IPPrefix{p.Prefix.Masked()}
}

// IPNet is the same network in the form of the net package.
func (p IPPrefix) IPNet() *net.IPNet {
	return netipx.PrefixIPNet(p.Prefix)
}

// IPRange is all addresses between two, both included.
type IPRange = netipx.IPRange

// ParseIP parses an address.
func ParseIP(text string) (IP, error) {
	return netip.ParseAddr(text)
}

// ParseIPPrefix parses an address with a number of bits.
func ParseIPPrefix(text string) (IPPrefix, error) {
	prefix, err := netip.ParsePrefix(text)
	return IPPrefix{prefix}, err
}

// ParseIPRange parses two addresses with a hyphen between them.
func ParseIPRange(text string) (IPRange, error) {
	return netipx.ParseIPRange(text)
}
