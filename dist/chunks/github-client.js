import { n as __exportAll } from "./rolldown-runtime.js";
import { t as directRequest } from "./net-direct-request.js";
import { n as withLimitedAnswers, t as AnswerTooLarge } from "./net-limited-answers.js";
import { t as proxiedFetch } from "./net-proxied-fetch.js";
import { t as withoutTrailing } from "./text-trailing.js";
import { n as networkMessage } from "./net-network-message.js";
import { i as withTimeLimit, n as backoff, r as retry, t as AttemptTimeout } from "./net-retry.js";
import { n as isSecureUrl } from "./net-secure-url.js";
import { i as oneLine } from "./time-system-clock.js";
import { n as UnreadableAnswer, t as MalformedAnswer } from "./github-failure.js";
import { n as fieldOf } from "./text-json.js";
import { s as sendToGitHub, t as GITHUB_RETRY_LIMITS } from "./github-retry.js";

// src/net/direct-fetch.ts
/** By the standard a response with one of these has no body. */
const WITHOUT_BODY = [
	204,
	205,
	304
];
/** As much of `fetch` as Octokit needs: texts as bodies, redirects as answers. `Response` is loaded when there is an answer. */
const directFetch = async (input, init = {}) => {
	const { method = "GET", headers = {}, body, signal } = init;
	const url = new URL(typeof input === "string" || input instanceof URL ? input : input.url);
	const answer = await directRequest(url, {
		method,
		headers,
		...typeof body === "string" && { body },
		signal: signal ?? new AbortController().signal
	});
	const { status, headers: given } = answer;
	if (!WITHOUT_BODY.includes(status) && answer.body !== null) return new Response(ReadableStream.from(answer.body), {
		status,
		headers: [...given]
	});
	await answer.body?.cancel();
	return new Response(null, {
		status,
		headers: [...given]
	});
};

// src/net/own-origin-fetch.ts
const REDIRECTS = [
	301,
	302,
	307,
	308
];
/** How many redirects one request follows. */
const MOST_REDIRECTS = 5;
/**
* `fetch` that follows redirects within the origin alone, as GitHub has them for what was renamed, and repeats the request as it
* was. Another host, and another port of the same host, gets neither the login nor the body, and what it answers is not believed.
*/
function ownOriginFetch(send) {
	return async (input, init) => {
		let url = new URL(typeof input === "string" || input instanceof URL ? input : input.url);
		for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
			const answer = await send(url.href, {
				...init,
				redirect: "manual"
			});
			const location = answer.headers.get("location");
			if (!REDIRECTS.includes(answer.status) || location === null) return answer;
			await answer.body?.cancel();
			const to = URL.parse(location, url.href);
			if (to?.origin !== url.origin) throw new Error(`it redirects to another address (${to?.origin ?? "none"})`);
			url = to;
		}
		throw new Error("it redirects in circles");
	};
}

// src/github/download.ts
/** Some thousand bytes from a store of files: what does not come soon is behind a firewall. */
const LIMITS = {
	total: 3e3,
	attempt: 3e3,
	firstPause: 500
};
/**
* Fetches what an answer of GitHub refers to. The address names another host and is a key by itself: the token is not sent there, no
* redirect is followed, and only the host is shown. Rejects with the signal's reason alone.
*/
async function downloadFrom(address, { send, clock, signal, most, limits = LIMITS }) {
	const url = URL.parse(address);
	if (url === null || !isSecureUrl(url)) return { unreadable: "its address is none that begins with https://" };
	const bounded = withLimitedAnswers(send, most);
	const attempt = async (attemptSignal) => {
		const answer = await bounded(url.href, {
			signal: attemptSignal,
			redirect: "manual"
		});
		if (answer.status !== 200) {
			await answer.body?.cancel();
			throw new HttpFailure(answer.status);
		}
		return new Uint8Array(await answer.arrayBuffer());
	};
	try {
		return { bytes: await retry(() => withTimeLimit(limits.attempt, signal, attempt), (thrown, { tries, elapsed }) => {
			const wait = backoff(limits.firstPause, tries);
			return thrown instanceof AnswerTooLarge || thrown instanceof HttpFailure && thrown.status < 500 || elapsed + wait > limits.total ? {
				kind: "give-up",
				error: thrown
			} : {
				kind: "retry",
				wait
			};
		}, {
			clock,
			signal
		}) };
	} catch (thrown) {
		signal?.throwIfAborted();
		const why = thrown instanceof AttemptTimeout ? thrown.message : networkMessage(thrown);
		return { unreadable: `${url.origin}: ${oneLine(why)}` };
	}
}
var HttpFailure = class extends Error {
	name = "HttpFailure";
	status;
	constructor(status) {
		super(`HTTP ${status}`);
		this.status = status;
	}
};

// src/github/endpoints.ts
const REPOSITORY$1 = "/repos/{owner}/{repo}";
/** Every endpoint used, by method and path as GitHub's description has them. */
const ENDPOINTS = {
	[`GET ${REPOSITORY$1}`]: {
		doing: "show the repository",
		permission: "metadata: read"
	},
	[`GET ${REPOSITORY$1}/environments`]: {
		doing: "list the environments",
		permission: "actions: read"
	},
	[`GET ${REPOSITORY$1}/environments/{environment_name}/deployment-branch-policies`]: {
		doing: "list the branch rules of an environment",
		permission: "actions: read"
	},
	[`GET ${REPOSITORY$1}/environments/{environment_name}/secrets`]: {
		doing: "list the names of the secrets of an environment",
		permission: ""
	},
	[`GET ${REPOSITORY$1}/actions/secrets`]: {
		doing: "list the names of the secrets",
		permission: ""
	},
	[`GET ${REPOSITORY$1}/actions/organization-secrets`]: {
		doing: "list the names of the organization's secrets",
		permission: ""
	},
	[`GET ${REPOSITORY$1}/rulesets`]: {
		doing: "list the rulesets",
		permission: "metadata: read"
	},
	[`GET ${REPOSITORY$1}/rulesets/{ruleset_id}`]: {
		doing: "show a ruleset",
		permission: "metadata: read"
	},
	[`GET ${REPOSITORY$1}/issues/comments`]: {
		doing: "list the comments",
		permission: "issues: read"
	},
	[`GET ${REPOSITORY$1}/contents/{path}`]: {
		doing: "show a file",
		permission: "contents: read"
	},
	[`GET ${REPOSITORY$1}/commits`]: {
		doing: "list the commits of the default branch",
		permission: "contents: read"
	},
	[`GET ${REPOSITORY$1}/commits/{ref}/check-runs`]: {
		doing: "list the commit's checks",
		permission: "checks: read"
	},
	[`GET ${REPOSITORY$1}/commits/{ref}/status`]: {
		doing: "list the commit's statuses",
		permission: "statuses: read"
	},
	[`GET ${REPOSITORY$1}/actions/runs`]: {
		doing: "list the commit's workflow runs",
		permission: "actions: read"
	},
	[`GET ${REPOSITORY$1}/actions/runs/{run_id}`]: {
		doing: "show a workflow run",
		permission: "actions: read"
	},
	[`GET ${REPOSITORY$1}/actions/runs/{run_id}/jobs`]: {
		doing: "list the jobs of a workflow run",
		permission: "actions: read"
	},
	[`GET ${REPOSITORY$1}/deployments`]: {
		doing: "list the deployments",
		permission: "deployments: write"
	},
	[`POST ${REPOSITORY$1}/deployments`]: {
		doing: "create the deployment",
		permission: "deployments: write"
	},
	[`POST ${REPOSITORY$1}/actions/workflows/{workflow_id}/dispatches`]: {
		doing: "start the workflow",
		permission: "actions: write",
		repeatable: true
	},
	[`GET ${REPOSITORY$1}/deployments/{deployment_id}`]: {
		doing: "show the deployment",
		permission: "deployments: write"
	},
	[`GET ${REPOSITORY$1}/deployments/{deployment_id}/statuses`]: {
		doing: "list the deployment's statuses",
		permission: "deployments: write"
	},
	[`POST ${REPOSITORY$1}/deployments/{deployment_id}/statuses`]: {
		doing: "write a deployment status",
		permission: "deployments: write",
		repeatable: true
	},
	[`GET ${REPOSITORY$1}/branches/{branch}`]: {
		doing: "show the protection of the branch",
		permission: "contents: read"
	},
	[`GET ${REPOSITORY$1}/rules/branches/{branch}`]: {
		doing: "list the rules of the branch",
		permission: "metadata: read",
		server: {
			since: "3.10",
			instead: "list the checks' names under 'checks:' in the policy instead of 'required'"
		}
	},
	[`GET ${REPOSITORY$1}/collaborators/{username}/permission`]: {
		doing: "show the role of who asked for the deployment",
		permission: "metadata: read"
	},
	[`GET ${REPOSITORY$1}/attestations/{subject_digest}`]: {
		doing: "list the image's attestations",
		permission: "attestations: read"
	},
	[`GET ${REPOSITORY$1}/git/matching-refs/{ref}`]: {
		doing: "list the locks",
		permission: "contents: read"
	},
	[`POST ${REPOSITORY$1}/git/trees`]: {
		doing: "write a lock",
		permission: "contents: write",
		repeatable: true
	},
	[`POST ${REPOSITORY$1}/git/commits`]: {
		doing: "write a lock",
		permission: "contents: write",
		repeatable: true
	},
	[`POST ${REPOSITORY$1}/git/refs`]: {
		doing: "create a lock",
		permission: "contents: write",
		repeatable: true
	},
	[`GET ${REPOSITORY$1}/activity`]: {
		doing: "list the repository's pushes",
		permission: "contents: read"
	},
	[`GET ${REPOSITORY$1}/commits/{ref}`]: {
		doing: "list the files of a commit",
		permission: "contents: read"
	},
	[`GET ${REPOSITORY$1}/actions/runs/{run_id}/approvals`]: {
		doing: "show the reviews of a run",
		permission: "actions: read"
	},
	[`GET ${REPOSITORY$1}/actions/runs/{run_id}/pending_deployments`]: {
		doing: "show who may approve a run",
		permission: "actions: read"
	},
	[`POST ${REPOSITORY$1}/issues/comments/{comment_id}/reactions`]: {
		doing: "react to the comment",
		permission: "issues: write"
	},
	[`GET ${REPOSITORY$1}/issues/{issue_number}/comments`]: {
		doing: "list the comments",
		permission: "issues: read"
	},
	[`POST ${REPOSITORY$1}/issues/{issue_number}/comments`]: {
		doing: "write a comment",
		permission: "issues: write"
	},
	[`PATCH ${REPOSITORY$1}/issues/comments/{comment_id}`]: {
		doing: "change a comment",
		permission: "issues: write",
		repeatable: true
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

// src/github/answer-shape.ts
const text = (value, place) => typeof value === "string" ? void 0 : place;
const number = (value, place) => typeof value === "number" && Number.isFinite(value) ? void 0 : place;
const flag = (value, place) => typeof value === "boolean" ? void 0 : place;
/** What may be left out, or null. */
function optional(shape) {
	return (value, place) => value === void 0 || value === null ? void 0 : shape(value, place);
}
function list(of) {
	return (value, place) => {
		if (!Array.isArray(value)) return place === "" ? "list" : place;
		for (const [index, item] of value.entries()) {
			const wrong = of(item, `${place}[${index}]`);
			if (wrong !== void 0) return wrong;
		}
	};
}
/** An object with these fields; others are not looked at. */
function fields(of) {
	return (value, place) => {
		if (typeof value !== "object" || value === null) return place;
		for (const [name, shape] of Object.entries(of)) {
			const wrong = shape(value[name], place === "" ? name : `${place}.${name}`);
			if (wrong !== void 0) return wrong;
		}
	};
}

// src/github/rest-answers.ts
const REPOSITORY = "/repos/{owner}/{repo}";
const RUN = fields({
	id: number,
	workflow_id: number,
	path: text,
	event: text,
	head_sha: text,
	html_url: text,
	created_at: text,
	name: optional(text),
	display_title: optional(text),
	head_branch: optional(text),
	status: optional(text),
	conclusion: optional(text),
	check_suite_id: optional(number),
	run_attempt: optional(number)
});
const DEPLOYMENT = fields({
	id: number,
	sha: text,
	ref: text,
	task: text,
	environment: text,
	created_at: text,
	url: text,
	creator: optional(fields({ login: optional(text) }))
});
/** 202 has no more than a message: GitHub has merged something, and has made no deployment. */
const CREATED = (value, place) => fieldOf(value, "id") === void 0 ? fields({ message: optional(text) })(value, place) : DEPLOYMENT(value, place);
const STATUS = fields({
	id: number,
	state: text,
	description: optional(text),
	log_url: optional(text),
	created_at: text
});
const COMMIT = fields({
	sha: text,
	parents: list(fields({ sha: text })),
	commit: fields({
		message: text,
		author: optional(fields({ name: optional(text) }))
	}),
	author: optional(fields({ login: optional(text) }))
});
const CHECK_RUN = fields({
	id: number,
	name: text,
	status: text,
	conclusion: optional(text),
	app: optional(fields({
		slug: optional(text),
		id: optional(number)
	})),
	check_suite: optional(fields({ id: number })),
	html_url: optional(text),
	details_url: optional(text)
});
const REQUIRED_CHECK = fields({
	context: text,
	integration_id: optional(number),
	app_id: optional(number)
});
const SECRETS = fields({ secrets: list(fields({ name: text })) });
const COMMENT = fields({
	id: number,
	body: optional(text)
});
const REF = fields({
	ref: text,
	object: fields({
		sha: text,
		type: text
	})
});
/** What is no object is one that cannot be read, and hides no other. */
const ATTESTATION = (value, place) => typeof value === "object" && value !== null ? fields({
	bundle_url: optional(text),
	repository_id: optional(number)
})(value, place) : void 0;
/** What is read of the answer of each endpoint: what GitHub's description promises, and no more of it. */
const ANSWERS = {
	[`GET ${REPOSITORY}`]: fields({ default_branch: text }),
	[`GET ${REPOSITORY}/environments`]: fields({ environments: optional(list(fields({
		name: text,
		protection_rules: optional(list(fields({ type: text }))),
		deployment_branch_policy: optional(fields({ protected_branches: flag }))
	}))) }),
	[`GET ${REPOSITORY}/environments/{environment_name}/deployment-branch-policies`]: fields({ branch_policies: list(fields({
		name: optional(text),
		type: optional(text)
	})) }),
	[`GET ${REPOSITORY}/environments/{environment_name}/secrets`]: SECRETS,
	[`GET ${REPOSITORY}/actions/secrets`]: SECRETS,
	[`GET ${REPOSITORY}/actions/organization-secrets`]: SECRETS,
	[`GET ${REPOSITORY}/rulesets`]: list(fields({
		id: number,
		name: text,
		target: optional(text),
		enforcement: text
	})),
	[`GET ${REPOSITORY}/rulesets/{ruleset_id}`]: fields({ rules: optional(list(fields({ type: text }))) }),
	[`GET ${REPOSITORY}/commits`]: list(COMMIT),
	[`GET ${REPOSITORY}/commits/{ref}`]: fields({
		sha: text,
		files: optional(list(fields({
			filename: text,
			previous_filename: optional(text)
		})))
	}),
	[`GET ${REPOSITORY}/commits/{ref}/check-runs`]: fields({
		total_count: number,
		check_runs: list(CHECK_RUN)
	}),
	[`GET ${REPOSITORY}/commits/{ref}/status`]: fields({
		total_count: number,
		statuses: list(fields({
			id: number,
			context: text,
			state: text,
			target_url: optional(text)
		}))
	}),
	[`GET ${REPOSITORY}/actions/runs`]: fields({
		total_count: number,
		workflow_runs: list(RUN)
	}),
	[`GET ${REPOSITORY}/actions/runs/{run_id}`]: RUN,
	[`GET ${REPOSITORY}/actions/runs/{run_id}/jobs`]: fields({
		total_count: number,
		jobs: list(fields({
			id: number,
			run_attempt: optional(number)
		}))
	}),
	[`GET ${REPOSITORY}/actions/runs/{run_id}/approvals`]: list(fields({
		state: text,
		comment: text,
		user: fields({ login: text })
	})),
	[`GET ${REPOSITORY}/actions/runs/{run_id}/pending_deployments`]: list(fields({ reviewers: list(fields({})) })),
	[`GET ${REPOSITORY}/deployments`]: list(DEPLOYMENT),
	[`POST ${REPOSITORY}/deployments`]: CREATED,
	[`GET ${REPOSITORY}/deployments/{deployment_id}`]: DEPLOYMENT,
	[`GET ${REPOSITORY}/deployments/{deployment_id}/statuses`]: list(STATUS),
	[`POST ${REPOSITORY}/deployments/{deployment_id}/statuses`]: STATUS,
	[`GET ${REPOSITORY}/branches/{branch}`]: fields({
		protected: flag,
		protection: fields({ required_status_checks: optional(fields({
			enforcement_level: optional(text),
			checks: list(REQUIRED_CHECK)
		})) })
	}),
	[`GET ${REPOSITORY}/rules/branches/{branch}`]: list(fields({
		type: text,
		parameters: optional(fields({ required_status_checks: optional(list(REQUIRED_CHECK)) }))
	})),
	[`GET ${REPOSITORY}/collaborators/{username}/permission`]: fields({
		permission: text,
		role_name: optional(text)
	}),
	[`GET ${REPOSITORY}/attestations/{subject_digest}`]: fields({ attestations: optional(list(ATTESTATION)) }),
	[`GET ${REPOSITORY}/git/matching-refs/{ref}`]: list(REF),
	[`POST ${REPOSITORY}/git/trees`]: fields({ sha: text }),
	[`POST ${REPOSITORY}/git/commits`]: fields({ sha: text }),
	[`GET ${REPOSITORY}/issues/{issue_number}/comments`]: list(COMMENT),
	[`POST ${REPOSITORY}/issues/{issue_number}/comments`]: COMMENT,
	[`GET ${REPOSITORY}/activity`]: list(fields({
		before: text,
		after: text,
		timestamp: text
	}))
};
/** Where the answer is not what GitHub's description of the endpoint says; undefined where it is, or nothing is known. */
function misfit(method, path, answer) {
	return ANSWERS[`${method} ${path}`]?.(answer, "");
}

// src/github/client.ts
var client_exports = /* @__PURE__ */ __exportAll({ connectGitHub: () => connectGitHub });
/** The form of answers that is read here. A GitHub that supports it no more refuses, instead of answering in another form. */
const API_VERSION = "2022-11-28";
/** Bytes of one answer. The largest are pages of a hundred, of some MB. */
const MOST_GITHUB_ANSWER = 33554432;
/** Prepares a connection. Nothing is sent, and the library is not loaded, before the first request. */
function connectGitHub(connection) {
	let loading;
	let sent = 0;
	let answered;
	return {
		repository: connection.repository,
		octokit() {
			loading ??= load(connection, {
				onRequest: () => {
					sent += 1;
				},
				onDate: (at) => {
					answered = at;
				}
			});
			return loading;
		},
		async download(address, most) {
			const { clock, signal } = connection;
			return downloadFrom(address, {
				send: await senderOf(connection),
				clock,
				signal,
				most
			});
		},
		requests: () => sent,
		now: () => answered
	};
}
async function senderOf({ fetch: given, env = {} }) {
	return given ?? await proxiedFetch(env, directFetch);
}
async function load(connection, { onRequest, onDate }) {
	const { token, log, clock, signal, userAgent = "commit-train", random = Math.random } = connection;
	const { octokitWith } = await import("./github-octokit.js");
	const apiUrl = withoutTrailing(connection.apiUrl, "/");
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
			fetch: withLimitedAnswers(ownOriginFetch(await senderOf(connection)), MOST_GITHUB_ANSWER),
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
		const isRead = options.method === "GET" || options.request?.isRead === true;
		const repeatable = isRead || endpoint.repeatable === true;
		options.headers["x-github-api-version"] = API_VERSION;
		if (typeof options.description === "string" && connection.redact !== void 0) options.description = connection.redact(options.description);
		const attempt = async (attemptSignal) => {
			onRequest();
			options.request = {
				...options.request,
				signal: attemptSignal
			};
			const response = await send(options);
			const at = Date.parse(response.headers.date ?? "");
			if (Number.isFinite(at)) onDate(at);
			response.data = response.status === 204 ? {} : await readJson(response.data);
			const wrong = misfit(options.method, options.url, response.data);
			if (wrong !== void 0) throw new MalformedAnswer(`no ${wrong}`);
			return response;
		};
		return sendToGitHub(attempt, {
			endpoint,
			repeatable,
			writes: !isRead,
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
/** The answer in the body of a response. Throws where it is not whole, and says what came in its place. */
async function readJson(body) {
	const text = body instanceof ReadableStream ? await new Response(body).text().catch(cutShort) : "";
	const data = parsed(text);
	if (typeof data === "object" && data !== null) return data;
	if (/^\s*</.test(text)) throw new UnreadableAnswer("a page came in place of the answer, so it is not from GitHub");
	throw new UnreadableAnswer("the answer is not JSON, or not whole");
}
function parsed(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
function cutShort(thrown) {
	if (thrown instanceof AnswerTooLarge) throw thrown;
	throw new UnreadableAnswer("the answer is cut short");
}

export { connectGitHub as n, client_exports as t };