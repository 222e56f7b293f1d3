import { n as __exportAll } from "./rolldown-runtime.js";
import { t as proxiedFetch } from "./net-proxied-fetch.js";
import { c as UnreadableAnswer, s as sendToGitHub, t as GITHUB_RETRY_LIMITS } from "./github-retry.js";

// src/github/endpoints.ts
const REPOSITORY = "/repos/{owner}/{repo}";
/** Every endpoint used, by method and path as GitHub's description has them. */
const ENDPOINTS = {
	[`GET ${REPOSITORY}`]: {
		doing: "show the repository",
		permission: "metadata: read"
	},
	[`GET ${REPOSITORY}/contents/{path}`]: {
		doing: "show the policy file",
		permission: "contents: read"
	},
	[`GET ${REPOSITORY}/commits`]: {
		doing: "list the commits of the default branch",
		permission: "contents: read"
	},
	[`GET ${REPOSITORY}/commits/{ref}/check-runs`]: {
		doing: "list the commit's checks",
		permission: "checks: read"
	},
	[`GET ${REPOSITORY}/commits/{ref}/status`]: {
		doing: "list the commit's statuses",
		permission: "statuses: read"
	},
	[`GET ${REPOSITORY}/actions/runs`]: {
		doing: "list the commit's workflow runs",
		permission: "actions: read"
	},
	[`GET ${REPOSITORY}/actions/runs/{run_id}`]: {
		doing: "show a workflow run",
		permission: "actions: read"
	},
	[`GET ${REPOSITORY}/actions/runs/{run_id}/jobs`]: {
		doing: "list the jobs of a workflow run",
		permission: "actions: read"
	},
	[`GET ${REPOSITORY}/deployments`]: {
		doing: "list the deployments",
		permission: "deployments: write"
	},
	[`GET ${REPOSITORY}/deployments/{deployment_id}`]: {
		doing: "show the deployment",
		permission: "deployments: write"
	},
	[`GET ${REPOSITORY}/deployments/{deployment_id}/statuses`]: {
		doing: "list the deployment's statuses",
		permission: "deployments: write"
	},
	[`POST ${REPOSITORY}/deployments/{deployment_id}/statuses`]: {
		doing: "write a deployment status",
		permission: "deployments: write",
		repeatable: true
	},
	[`GET ${REPOSITORY}/branches/{branch}`]: {
		doing: "show the protection of the branch",
		permission: "contents: read"
	},
	[`GET ${REPOSITORY}/rules/branches/{branch}`]: {
		doing: "list the rules of the branch",
		permission: "metadata: read",
		server: {
			since: "3.10",
			instead: "list the checks' names under 'checks:' in the policy instead of 'required'"
		}
	},
	[`GET ${REPOSITORY}/collaborators/{username}/permission`]: {
		doing: "show the role of who asked for the deployment",
		permission: "metadata: read"
	},
	[`GET ${REPOSITORY}/activity`]: {
		doing: "list the repository's pushes",
		permission: "contents: read"
	},
	[`GET ${REPOSITORY}/commits/{ref}`]: {
		doing: "list the files of a commit",
		permission: "contents: read"
	},
	[`GET ${REPOSITORY}/actions/runs/{run_id}/approvals`]: {
		doing: "show the reviews of a run",
		permission: "actions: read"
	},
	"POST /graphql": {
		doing: "answer a query",
		permission: "",
		attempt: 12e3
	}
};
/** The endpoint of a request; an unknown one gets words that are still true. */
function endpointOf(method, path) {
	if (method === "POST" && path.endsWith("/api/graphql")) return endpointOf(method, "/graphql");
	return ENDPOINTS[`${method} ${path}`] ?? {
		doing: `answer ${method} ${path}`,
		permission: ""
	};
}

// src/github/client.ts
var client_exports = /* @__PURE__ */ __exportAll({ connectGitHub: () => connectGitHub });
/** The form of answers that is read here. A GitHub that supports it no more refuses, instead of answering in another form. */
const API_VERSION = "2022-11-28";
/** Prepares a connection. Nothing is sent, and the library is not loaded, before the first request. */
function connectGitHub(connection) {
	let loading;
	let sent = 0;
	return {
		repository: connection.repository,
		octokit() {
			loading ??= load(connection, () => {
				sent += 1;
			});
			return loading;
		},
		requests: () => sent
	};
}
async function load(connection, onRequest) {
	const { token, log, clock, signal, userAgent = "commit-train", random = Math.random, env = {} } = connection;
	const { octokitWith } = await import("./github-octokit.js");
	const apiUrl = connection.apiUrl.replace(/\/+$/, "");
	const debug = (line) => log.debug(line);
	const octokit = octokitWith({
		auth: token,
		baseUrl: apiUrl,
		userAgent,
		log: {
			debug: () => {},
			info: () => {},
			warn: debug,
			error: debug
		},
		request: {
			fetch: await proxiedFetch(env),
			parseSuccessResponseBody: false
		}
	});
	octokit.hook.wrap("request", async (send, options) => {
		const endpoint = endpointOf(options.method, options.url);
		const slow = endpoint.attempt === void 0 ? {} : { attempt: endpoint.attempt };
		const limits = {
			...GITHUB_RETRY_LIMITS,
			...slow,
			...connection.retryLimits
		};
		const repeatable = options.method === "GET" || endpoint.repeatable === true;
		options.headers["x-github-api-version"] = API_VERSION;
		if (typeof options.description === "string" && connection.redact !== void 0) options.description = connection.redact(options.description);
		const attempt = async (attemptSignal) => {
			onRequest();
			options.request = {
				...options.request,
				signal: attemptSignal
			};
			const response = await send(options);
			response.data = await readJson(response.data);
			return response;
		};
		return sendToGitHub(attempt, {
			endpoint,
			repeatable,
			apiUrl,
			token,
			log,
			clock,
			limits,
			random,
			signal
		});
	});
	return octokit;
}
/** The answer in the body of a response. What was cut short is no JSON. */
async function readJson(body) {
	const data = body instanceof ReadableStream ? await new Response(body).json().catch(() => void 0) : void 0;
	if (typeof data === "object" && data !== null) return data;
	throw new UnreadableAnswer("the answer is not whole, or not JSON");
}

export { connectGitHub as n, client_exports as t };