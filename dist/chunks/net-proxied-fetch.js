import { i as __toESM, n as __exportAll } from "./rolldown-runtime.js";
import { c as UserError } from "./time-system-clock.js";

// src/net/proxied-fetch.ts
var proxied_fetch_exports = /* @__PURE__ */ __exportAll({ proxiedFetch: () => proxiedFetch });
const PROXIES = [
	"https_proxy",
	"HTTPS_PROXY",
	"http_proxy",
	"HTTP_PROXY"
];
/**
* `direct` where the job has no proxy; else `fetch` through the proxy that HTTPS_PROXY names, or HTTP_PROXY for plain http, except for loopback and the hosts in NO_PROXY;
* node's own fetch ignores them. The rule is that of `@actions/http-client`, as in other actions.
* The libraries are loaded only where there is a proxy, since they are heavy. Throws `proxy-invalid`.
*/
async function proxiedFetch(env, direct = fetch) {
	if (!PROXIES.some((name) => env[name])) return direct;
	const [{ getProxyUrl }, undici] = await Promise.all([import("./actions-http-client-lib-index.js"), import("./undici-index.js").then((n) => /* @__PURE__ */ __toESM(n.t(), 1))]);
	const agents = /* @__PURE__ */ new Map();
	return (async (input, init) => {
		const proxy = addressOf(new URL(input), getProxyUrl);
		if (proxy === "") return undici.fetch(input, init);
		const dispatcher = agents.get(proxy) ?? new undici.ProxyAgent(proxy);
		agents.set(proxy, dispatcher);
		return undici.fetch(input, {
			...init,
			dispatcher
		});
	});
}
/** The proxy's address, checked. It may hold a password, so that it is never shown. */
function addressOf(url, proxyOf) {
	try {
		const proxy = proxyOf(url.href);
		if (proxy === "" || /^https?:$/.test(new URL(proxy).protocol)) return proxy;
	} catch {}
	const name = url.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
	throw new UserError("proxy-invalid", `${name} is not a proxy address; write it as http://host:port`);
}

export { proxied_fetch_exports as n, proxiedFetch as t };