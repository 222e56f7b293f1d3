// src/net/secure-url.ts
/** Whether a URL's host is this machine: the only place where plain http is spoken. */
function isLoopback(hostname) {
	return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
/** Whether credentials may be sent there: https, or plain http to this machine. */
function isSecureUrl(url) {
	return url.protocol === "https:" || url.protocol === "http:" && isLoopback(url.hostname);
}

export { isSecureUrl as n, isLoopback as t };