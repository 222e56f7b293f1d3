export const id = 839;
export const ids = [839];
export const modules = {

/***/ 1839:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   machineFetch: () => (/* binding */ machineFetch)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

/**
 * `fetch` as the machine reaches the world: through the proxy that HTTPS_PROXY names, unless NO_PROXY leaves a host out.
 * Node's own knows no proxies. The rule is that of the library which GitHub is asked through, so that one setting means the
 * same everywhere; plain http is spoken on loopback alone, which is never asked through a proxy. It is loaded only where
 * there is a proxy, since it is heavy. Throws `bad-proxy`.
 */
async function machineFetch(env) {
    if (!(env.https_proxy || env.HTTPS_PROXY))
        return fetch;
    const [{ getProxyUrl }, undici] = await Promise.all([Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 4942)), Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 6752, 19))]);
    const agents = new Map();
    return (async (input, init) => {
        const proxy = addressOf(() => getProxyUrl(new URL(input).href));
        if (proxy === '')
            return undici.fetch(input, init);
        const dispatcher = agents.get(proxy) ?? new undici.ProxyAgent(proxy);
        agents.set(proxy, dispatcher);
        // Not node's fetch: it has its own version of the library, which does not take the agents of this one.
        return undici.fetch(input, { ...init, dispatcher });
    });
}
/** The proxy's address, checked. It may hold a password, so that it is never shown. */
function addressOf(read) {
    try {
        const proxy = read();
        if (proxy === '' || /^https?:$/.test(new URL(proxy).protocol))
            return proxy;
    }
    catch {
        // Said below.
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('bad-proxy', 'HTTPS_PROXY of this job is no address of a proxy; write it as http://host:port');
}


/***/ })

};
