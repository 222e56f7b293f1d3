import { c as UserError, u as messageOf } from "./time-system-clock.js";
import { t as asRecord } from "./text-json.js";
import { n as readIfThere } from "./files-missing-file.js";
import { t as withoutTrailing } from "./text-trailing.js";
import { t as directRequest } from "./net-direct-request.js";
import { t as proxiedFetch } from "./net-proxied-fetch.js";
import { n as isSecureUrl, t as isLoopback } from "./net-secure-url.js";
import { n as networkMessage } from "./net-network-message.js";
import { r as retry } from "./net-retry.js";
import { createHash } from "node:crypto";
import { join } from "node:path";

// src/registry/docker-config.ts
/**
* Finds docker's login for a registry in `$DOCKER_CONFIG/config.json`, else `~/.docker/config.json`: what `docker login`
* and docker/login-action leave behind. Throws `docker-config-invalid` when the file is there but unreadable.
*/
async function dockerLogin(registry, env) {
	const folder = dockerConfigFolder(env);
	const nothing = { server: serverOf(registry) };
	if (folder === void 0) return nothing;
	const config = await readDockerConfig(folder);
	return config === void 0 ? nothing : loginIn$1(config.text, registry, config.path);
}
/** The file `config.json` of docker's configuration; undefined where there is none. Throws `docker-config-invalid`. */
async function readDockerConfig(folder) {
	const path = join(folder, "config.json");
	try {
		const text = await readIfThere(path);
		return text === void 0 ? void 0 : {
			path,
			text
		};
	} catch (thrown) {
		throw new UserError("docker-config-invalid", `${path} cannot be read: ${messageOf(thrown)}`, { cause: thrown });
	}
}
/** Where docker's configuration is; `undefined` when there can be none. */
function dockerConfigFolder({ DOCKER_CONFIG, HOME }) {
	return DOCKER_CONFIG || (HOME ? join(HOME, ".docker") : void 0);
}
/** The login for a registry in the text of docker's configuration. */
function loginIn$1(text, registry, path) {
	const config = asRecord(parsed$1(text, path));
	const [auths, helpers] = [asRecord(config.auths), asRecord(config.credHelpers)];
	const keys = keysOf(registry);
	const helper = [...keys.map((key) => helpers[key]), config.credsStore].find(isGiven);
	const login = keys.map((key) => loginOf(asRecord(auths[key]))).find((found) => found !== void 0);
	return {
		server: serverOf(registry),
		...helper !== void 0 && { helper },
		...login !== void 0 && { login }
	};
}
function isGiven(value) {
	return typeof value === "string" && value !== "";
}
const DOCKER_HUB = "https://index.docker.io/v1/";
/** The name under which docker keeps a login. */
function serverOf(registry) {
	return registry === "docker.io" ? DOCKER_HUB : registry;
}
/** Docker writes Docker Hub's login under its first address; people and tools write others too. */
function keysOf(registry) {
	const names = registry === "docker.io" ? [
		"index.docker.io",
		"docker.io",
		"registry-1.docker.io"
	] : [registry];
	return [...registry === "docker.io" ? [DOCKER_HUB] : [], ...names.flatMap((name) => [
		name,
		`https://${name}`,
		`https://${name}/`,
		`https://${name}/v1/`,
		`https://${name}/v2/`
	])];
}
function loginOf(entry) {
	const { auth, username, password, identitytoken } = entry;
	if (isGiven(identitytoken)) return { identityToken: identitytoken };
	if (typeof username === "string" && typeof password === "string" && username !== "") return {
		username,
		password
	};
	if (typeof auth !== "string") return void 0;
	const [, name, secret] = /^([^:]+):([\s\S]+)$/.exec(Buffer.from(auth, "base64").toString("utf8")) ?? [];
	return name === void 0 || secret === void 0 ? void 0 : {
		username: name,
		password: withoutTrailing(secret, "\0")
	};
}
function parsed$1(text, path) {
	try {
		return JSON.parse(text);
	} catch {
		throw new UserError("docker-config-invalid", `${path} is not JSON; log in again, or give "registry-username" and "registry-password"`);
	}
}

// src/registry/address.ts
/** Where the registry's API is. Docker Hub's answers under another name than the one in image names. */
function registryUrl(registry) {
	const address = registry === "docker.io" ? "registry-1.docker.io" : registry;
	const url = new URL(`https://${address}`);
	return isLoopback(url.hostname) ? new URL(`http://${address}`) : url;
}

// src/registry/challenge.ts
const CHALLENGE_PART = /(?<![\w-])([A-Za-z][\w-]*)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^\s,"]+))|(?<![\w-])([A-Za-z][\w-]*)(?=\s|,|$)/g;
/** Reads one header, which may hold several challenges. */
function readChallenges(header) {
	const challenges = [];
	for (const [, name, quoted, plain, scheme] of header.matchAll(CHALLENGE_PART)) if (scheme !== void 0) challenges.push({
		scheme: scheme.toLowerCase(),
		parameters: /* @__PURE__ */ new Map()
	});
	else if (name !== void 0) challenges.at(-1)?.parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, "$1") ?? plain ?? "");
	return challenges;
}

// src/registry/http.ts
/** The service gave no usable response, not even after retries. */
var NoResponse = class extends Error {
	name = "NoResponse";
};
/** It answered, but only that it has too much to do (429). */
var TooBusy = class extends NoResponse {
	name = "TooBusy";
};
/** Manifests may have 4 MiB (OCI distribution specification); tokens have less. */
const MAX_BODY_BYTES = 4194304;
const TIMEOUT_MS$1 = 1e4;
const RETRY_DELAYS_MS = [500, 2e3];
/** A GET that is repeated while the service is busy or away. */
async function get(http, url, headers, authorization) {
	return sendToRegistry(http, url, {
		method: "GET",
		headers,
		authorization
	});
}
/** A request that is repeated while the service is busy or away. Throws `NoResponse` when it stays so. */
async function sendToRegistry(http, url, request) {
	return retry(async () => {
		const response = await follow(http, url, request);
		if (response.status >= 500 || response.status === 429) throw new BusyResponse(response.status);
		return response;
	}, (thrown, { tries }) => {
		if (thrown instanceof UserError) return {
			kind: "give-up",
			error: thrown
		};
		const wait = RETRY_DELAYS_MS[tries - 1];
		if (wait !== void 0 && !(thrown instanceof NoResponse)) return {
			kind: "retry",
			wait
		};
		return {
			kind: "give-up",
			error: new (thrown instanceof BusyResponse && thrown.status === 429 ? TooBusy : NoResponse)(`${url.host}: ${reasonOf(thrown, http.attemptMs)}`, { cause: thrown })
		};
	}, http);
}
/** A response that may be another one in a moment. */
var BusyResponse = class extends Error {
	status;
	constructor(status) {
		super(`it answers ${status}`);
		this.status = status;
	}
};
async function follow(http, start, request) {
	const { method, headers, body, authorization } = request;
	let url = start;
	for (let hops = 0; hops < 5; hops++) {
		const header = url.origin === start.origin && authorization !== void 0 ? { Authorization: authorization } : {};
		const timeout = AbortSignal.timeout(http.attemptMs ?? TIMEOUT_MS$1);
		const signal = http.signal === void 0 ? timeout : AbortSignal.any([http.signal, timeout]);
		const init = {
			method,
			headers: {
				...headers,
				...header
			},
			redirect: "manual",
			signal
		};
		const response = await http.fetch(url, body === void 0 ? init : {
			...init,
			body
		});
		const location = response.headers.get("location");
		if (![
			301,
			302,
			303,
			307,
			308
		].includes(response.status) || location === null) return {
			status: response.status,
			headers: response.headers,
			body: await bodyOf(response)
		};
		await response.body?.cancel();
		if (method === "POST") throw new NoResponse("it redirects a request that must not go elsewhere");
		const to = URL.parse(location, url.href);
		if (to === null) throw new NoResponse("it redirects to nowhere");
		url = to;
		if (!isSecureUrl(url)) throw new NoResponse(`it redirects to plain http (${url.host})`);
	}
	throw new NoResponse("it redirects in circles");
}
async function bodyOf({ body }) {
	const chunks = [];
	let size = 0;
	for await (const chunk of body ?? []) {
		size += chunk.length;
		if (size > 4194304) throw new NoResponse(`its answer is larger than ${MAX_BODY_BYTES / 1024 / 1024} MiB`);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
function reasonOf(thrown, attemptMs = TIMEOUT_MS$1) {
	if (thrown instanceof DOMException && thrown.name === "TimeoutError") return `no answer within ${attemptMs / 1e3} s`;
	return thrown instanceof NoResponse ? messageOf(thrown) : networkMessage(thrown);
}

// src/registry/auth.ts
/** The `Authorization` header that answers a challenge; `undefined` when there are no credentials for it. */
async function authorizationFor(http, header, repository, credentials) {
	const { login, access } = credentials;
	const challenges = readChallenges(header);
	const bearer = challenges.find(({ scheme }) => scheme === "bearer");
	if (bearer !== void 0) {
		const url = tokenUrl(bearer.parameters, repository, access);
		const response = await tokenFrom(http, url, login);
		if (response.status === 200) return `Bearer ${tokenIn(response.body, url)}`;
		if (response.status < 500) throw denied(repository, credentials, `${url.host} gives no token (${response.status})`);
	}
	if (login === void 0 || "identityToken" in login) return void 0;
	return challenges.some(({ scheme }) => scheme === "basic") ? basic(login) : void 0;
}
/** A refresh token is exchanged by OAuth 2 (distribution specification, POST /token), everything else by a GET. */
function tokenFrom(http, url, login) {
	if (login === void 0 || !("identityToken" in login)) return get(http, url, { Accept: "application/json" }, login && basic(login));
	const form = new URLSearchParams(url.search);
	form.set("grant_type", "refresh_token");
	form.set("client_id", "commit-train");
	form.set("refresh_token", login.identityToken);
	return sendToRegistry(http, new URL(url.pathname, url), {
		method: "POST",
		headers: {
			Accept: "application/json",
			"Content-Type": "application/x-www-form-urlencoded"
		},
		body: Buffer.from(form.toString())
	});
}
/** The error where these credentials do not give the wanted access to the repository. */
function denied(repository, { description, access }, why) {
	const verb = access === "pull" ? "read" : "write";
	return new UserError("registry-denied", `${repository.registry} denies ${verb} access to ${repository.path} ${description}, or has no such image: ${why}; log in with "registry-username" and "registry-password" or docker/login-action, as someone who may ${verb} it (packages: ${verb} on ghcr.io)`);
}
function basic({ username, password }) {
	return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
}
/**
* Where a token is to be had (distribution specification, token authentication). It may be on another host, as Docker Hub's
* is, but credentials are sent over https or to loopback only. Only rights to this repository are asked for.
*/
function tokenUrl(parameters, { registry, path }, access) {
	const url = URL.parse(parameters.get("realm") ?? "");
	if (url === null || !isSecureUrl(url)) throw new UserError("registry-broken", `${registry} names no address for tokens that could be used (https is needed)`);
	const service = parameters.get("service");
	if (service !== void 0) url.searchParams.set("service", service);
	const named = access === "pull" ? parameters.get("scope") : void 0;
	url.searchParams.set("scope", named ?? `repository:${path}:${access}`);
	return url;
}
function tokenIn(body, url) {
	try {
		const { token, access_token } = JSON.parse(Buffer.from(body).toString("utf8"));
		const found = token ?? access_token;
		if (typeof found === "string" && /^[\x21-\x7e]+$/.test(found)) return found;
	} catch {}
	throw new UserError("registry-broken", `the token response of ${url.host} holds no token`);
}

// src/registry/credentials.ts
/** Helpers keep their own answers, but start a program for each question. In milliseconds. */
const KEPT_MS = 6e4;
/** The credentials for one registry, looked up again and again: what a helper gives may expire while an image is built. */
var CredentialsSource = class {
	#options;
	#kept;
	#noticed = "";
	constructor(options) {
		this.#options = options;
	}
	/** The login of the inputs, else docker's, else anonymous access. The password is masked. `isFresh`: asked just now. */
	async current(access) {
		const { clock } = this.#options;
		const kept = this.#kept;
		if (kept !== void 0 && clock.now() - kept.at < KEPT_MS) return {
			credentials: {
				...kept.found,
				access
			},
			isFresh: false
		};
		const found = await this.#find();
		this.#kept = {
			found,
			at: clock.now()
		};
		return {
			credentials: {
				...found,
				access
			},
			isFresh: true
		};
	}
	/** What was kept did not help: the next question is asked anew. */
	forget() {
		this.#kept = void 0;
	}
	async #find() {
		const { registry, login, env, askHelper, masks } = this.#options;
		if (login !== void 0) {
			masks.add(login.password, "the input \"registry-password\"");
			return {
				login,
				description: `as "${login.username}"`
			};
		}
		const config = await dockerLogin(registry, env);
		if (config.helper !== void 0) {
			const { helper } = config;
			const answer = await askHelper(helper, config.server);
			if (answer.kind === "login") return this.#stored(answer.login, `docker's credential helper "${helper}"`);
			if (answer.kind === "failed" && config.login === void 0) return this.#withoutHelper(helper, answer.why);
		}
		if (config.login !== void 0) return this.#stored(config.login, "docker's login");
		return {
			login: void 0,
			description: "anonymously"
		};
	}
	#stored(login, from) {
		const { masks, registry } = this.#options;
		const isToken = "identityToken" in login;
		masks.add(isToken ? login.identityToken : login.password, `docker's login for ${registry}`);
		return {
			login,
			description: isToken ? `with a token (${from})` : `as "${login.username}" (${from})`
		};
	}
	/** It may be that nothing needs a login; if something does, the error says this. */
	#withoutHelper(helper, why) {
		const { log, registry } = this.#options;
		const text = `docker's credential helper "${helper}" gives no login: ${why}`;
		if (this.#noticed !== text) log.notice(`For ${registry}, ${text}; trying anonymously`);
		this.#noticed = text;
		return {
			login: void 0,
			description: `anonymously (${text})`
		};
	}
};

// src/registry/client.ts
/** Opens a repository. Nothing is requested before the first call; every call may throw a `UserError` (`registry-…`). */
function registryClient(given) {
	const { registry } = given.repository;
	const options = {
		...given,
		credentials: new CredentialsSource({
			...given,
			registry
		}),
		kept: new KeptAuthorization()
	};
	return {
		repository: options.repository,
		readManifest: (reference) => readManifest(options, reference),
		writeManifest: (tag, manifest) => writeManifest(options, tag, manifest),
		readBlob: (digest) => readBlob(options, digest)
	};
}
/** A token counts for a minute at least (distribution specification); it is used for a little less. */
const TOKEN_MS = 45e3;
/** What answered the last challenge. Sent at once, it spares the next question two others. */
var KeptAuthorization = class {
	#kept;
	current(access, now) {
		const kept = this.#kept;
		return kept?.access === access && now - kept.at < TOKEN_MS ? kept.text : void 0;
	}
	keep(access, text, now) {
		this.#kept = {
			access,
			text,
			at: now
		};
	}
	forget() {
		this.#kept = void 0;
	}
};
const MANIFEST_TYPES = [
	"application/vnd.oci.image.index.v1+json",
	"application/vnd.oci.image.manifest.v1+json",
	"application/vnd.docker.distribution.manifest.list.v2+json",
	"application/vnd.docker.distribution.manifest.v2+json"
];
async function readManifest(options, reference) {
	const { repository } = options;
	const request = {
		method: "GET",
		headers: { Accept: MANIFEST_TYPES.join(", ") }
	};
	const { status, headers, body } = await exchange(options, `manifests/${reference}`, request);
	if (status === 404) return void 0;
	if (status !== 200) throw broken(repository, `it answers ${status} when asked for ${repository.path}:${reference}`);
	const mediaType = headers.get("content-type")?.split(";")[0]?.trim() ?? "";
	if (!MANIFEST_TYPES.includes(mediaType)) throw broken(repository, `it answers with ${JSON.stringify(mediaType)}, which is no image`);
	const digest = digestOf(body);
	if (reference.startsWith("sha256:") && reference !== digest) throw broken(repository, `it answers with ${digest} when asked for ${reference}`);
	const stated = headers.get("docker-content-digest");
	if (stated !== null && stated !== digest) throw broken(repository, `it names the digest ${JSON.stringify(stated)} for content that has ${digest}`);
	return {
		digest,
		mediaType,
		body
	};
}
async function writeManifest(options, tag, manifest) {
	const { repository } = options;
	const headers = { "Content-Type": manifest.mediaType };
	const { status } = await exchange({
		...options,
		access: "pull,push"
	}, `manifests/${tag}`, {
		method: "PUT",
		headers,
		body: manifest.body
	});
	if (status === 200 || status === 201) return;
	throw new UserError("registry-write-refused", `${repository.registry} answers ${status} when ${repository.path}:${tag} is written; may tags be written there, and is ${tag} a tag that may not change?`);
}
async function readBlob(options, digest) {
	const { repository } = options;
	const { status, body } = await exchange(options, `blobs/${digest}`, {
		method: "GET",
		headers: {}
	});
	if (status !== 200) throw broken(repository, `it answers ${status} when asked for ${digest}, which an image is made of`);
	if (digestOf(body) !== digest) throw broken(repository, `the content of ${digest} has another digest`);
	return body;
}
async function exchange(options, path, request) {
	const { repository, signal, clock, access = "pull", credentials: source } = options;
	const http = {
		fetch: await proxiedFetch(options.env, directRequest),
		clock,
		...signal && { signal }
	};
	const url = new URL(`/v2/${repository.path}/${path}`, registryUrl(repository.registry));
	for (;;) {
		const { credentials, isFresh } = await source.current(access);
		try {
			const response = await sendAuthorized(http, url, options, credentials, request);
			const { status } = response;
			if (status === 401 || status === 403) throw denied(repository, credentials, `it answers ${status}`);
			return response;
		} catch (thrown) {
			if (!(!isFresh && thrown instanceof UserError && thrown.reason === "registry-denied")) throw thrown instanceof NoResponse ? noAnswer(repository, path, thrown) : thrown;
			source.forget();
			options.kept.forget();
		}
	}
}
function noAnswer({ registry, name }, path, cause) {
	const what = `${registry} could not be asked for ${path} of ${name}: ${cause.message}`;
	if (cause instanceof TooBusy) {
		const text = `${what}, too many requests; log in if this is anonymous, or run this job again later`;
		return new UserError("registry-busy", text, { cause });
	}
	return new UserError("registry-unreachable", `${what}; is the registry up, and the name in "image" right?`, { cause });
}
async function sendAuthorized(http, url, { repository, kept, clock }, credentials, request) {
	const { access } = credentials;
	const first = await sendToRegistry(http, url, {
		...request,
		authorization: kept.current(access, clock.now())
	});
	if (first.status !== 401) return first;
	const challenge = first.headers.get("www-authenticate") ?? "";
	const asked = clock.now();
	const authorization = await authorizationFor(http, challenge, repository, credentials);
	if (authorization === void 0) return first;
	kept.keep(access, authorization, asked);
	return sendToRegistry(http, url, {
		...request,
		authorization
	});
}
function digestOf(body) {
	return `sha256:${createHash("sha256").update(body).digest("hex")}`;
}
function broken({ registry }, what) {
	return new UserError("registry-broken", `${registry} does not answer as a registry does: ${what}; check the name in "image"`);
}

// src/registry/credential-helper.ts
/** A helper asks its cloud; it must not hold up the build for ever. */
const TIMEOUT_MS = 3e4;
/** What docker's own helpers say when they have nothing (docker-credential-helpers, credentials/error.go). */
const NOTHING = /credentials not found in native keychain|no credentials server URL|no credentials username/;
/** Helpers as docker runs them: the program `docker-credential-NAME get`, the server on its standard input, JSON back. */
function credentialHelpers({ exec, env, signal }) {
	return async (helper, server) => {
		if (!/^[\w.-]+$/.test(helper)) return {
			kind: "failed",
			why: "its name in the configuration is not that of a program"
		};
		const program = `docker-credential-${helper}`;
		try {
			const { exitCode, stdout, stderr } = await exec(program, ["get"], {
				env,
				input: server,
				signal,
				timeoutMs: TIMEOUT_MS
			});
			if (exitCode === 0) return loginIn(stdout);
			const said = `${stdout}\n${stderr}`;
			if (NOTHING.test(said)) return { kind: "none" };
			return {
				kind: "failed",
				why: said.trim().split("\n")[0]?.trim() || `it ended with exit code ${exitCode}`
			};
		} catch (thrown) {
			signal?.throwIfAborted();
			return {
				kind: "failed",
				why: messageOf(thrown)
			};
		}
	};
}
/** What is no answer is not shown: there may be a password in it. */
function loginIn(text) {
	const { Username, Secret } = asRecord(parsed(text));
	if (typeof Username !== "string" || typeof Secret !== "string") return {
		kind: "failed",
		why: "it answers with something else than a login"
	};
	if (Secret === "") return { kind: "none" };
	if (Username === "<token>") return {
		kind: "login",
		login: { identityToken: Secret }
	};
	return Username === "" ? { kind: "none" } : {
		kind: "login",
		login: {
			username: Username,
			password: Secret
		}
	};
}
function parsed(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}

export { readDockerConfig as i, registryClient as n, dockerConfigFolder as r, credentialHelpers as t };