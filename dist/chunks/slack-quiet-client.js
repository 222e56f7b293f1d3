import { n as __exportAll } from "./rolldown-runtime.js";
import { t as proxiedFetch } from "./net-proxied-fetch.js";
import { n as connectSlack } from "./slack-client.js";

// src/slack/quiet-client.ts
var quiet_client_exports = /* @__PURE__ */ __exportAll({ quietSlackClient: () => quietSlackClient });
/** A connection to Slack whose retries are not in the log; undefined without a token. Loads nothing and sends nothing yet. */
function quietSlackClient(login, { log, clock, masks, env, signal }) {
	if (login === void 0) return void 0;
	const debug = (line) => log.debug(line);
	const group = (_title, work) => work();
	const quietLog = {
		debug,
		info: debug,
		notice: debug,
		warning: debug,
		error: debug,
		group
	};
	let loading;
	const lazily = async (address, init) => {
		loading ??= proxiedFetch(env);
		return (await loading)(address, init);
	};
	return connectSlack({
		...login,
		clock,
		log: quietLog,
		fetch: lazily,
		clean: (data) => masks.clean(data),
		...signal === void 0 ? {} : { signal }
	});
}

export { quiet_client_exports as n, quietSlackClient as t };