// src/net/secure-url.ts
/** Whether a URL's host is this machine: the only place where plain http is spoken. */
function isLoopback(hostname) {
	return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
/** Whether credentials may be sent there. */
function isPrivateChannel(url) {
	return url.protocol === "https:" || url.protocol === "http:" && isLoopback(url.hostname);
}

export { isPrivateChannel as n, isLoopback as t };