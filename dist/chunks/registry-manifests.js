import { a as messageOf, i as UserError } from "./runner-step-process.js";
import { t as machineFetch } from "./net-proxied-fetch.js";
import { n as isPrivateChannel, t as isLoopback } from "./net-secure-url.js";
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { readFile } from "node:fs/promises";

// src/git/git.ts
/** How long one run of git may take, in milliseconds. */
const limitMs = 6e4;
/**
* Runs git on the workspace and nothing else. The repository's own configuration is not trusted: it may belong to another
* user (a container's checkout, hence safe.directory), point at another folder, and name programs to be run.
*/
function git({ workspace, exec, env, signal }, args, options = {}) {
	const settings = [
		`safe.directory=${workspace}`,
		"core.fsmonitor=false",
		"core.hooksPath=/dev/null",
		"core.untrackedCache=false"
	];
	return exec("git", [...[
		`--work-tree=${workspace}`,
		"--literal-pathspecs",
		...settings.flatMap((setting) => ["-c", setting])
	], ...args], {
		...options,
		env: gitEnvironment(env, workspace),
		cwd: workspace,
		signal,
		timeoutMs: limitMs
	});
}
function gitEnvironment(env, workspace) {
	return {
		...env.PATH !== void 0 && { PATH: env.PATH },
		LC_ALL: "C",
		GIT_CONFIG_NOSYSTEM: "1",
		GIT_CONFIG_GLOBAL: "/dev/null",
		GIT_TERMINAL_PROMPT: "0",
		GIT_OPTIONAL_LOCKS: "0",
		GIT_CEILING_DIRECTORIES: dirname(workspace),
		GIT_NO_REPLACE_OBJECTS: "1",
		GIT_NO_LAZY_FETCH: "1",
		GIT_ALLOW_PROTOCOL: ""
	};
}

// src/git/status.ts
/** Reads `git status --porcelain=v2 --branch -z`. */
function readStatus(output) {
	const records = output.split("\0");
	const oid = records.find((record) => record.startsWith("# branch.oid "))?.slice(13);
	return {
		head: oid === "(initial)" ? void 0 : oid,
		changes: records.flatMap(changeIn)
	};
}
/** The path is the last field and may hold spaces: how many fields stand before it depends on the kind of record. */
function changeIn(record) {
	const after = (fields) => record.split(" ").slice(fields).join(" ");
	if (record.startsWith("1 ")) return [{
		kind: "changed",
		path: after(8)
	}];
	if (record.startsWith("u ")) return [{
		kind: "changed",
		path: after(10)
	}];
	if (record.startsWith("? ")) return [{
		kind: "untracked",
		path: after(1)
	}];
	if (record.startsWith("! ")) return [{
		kind: "ignored",
		path: after(1)
	}];
	return [];
}

// src/registry/address.ts
/** Where the registry's API is. Docker Hub's answers under another name than the one in image names. */
function registryUrl(registry) {
	const address = registry === "docker.io" ? "registry-1.docker.io" : registry;
	const url = new URL(`https://${address}`);
	return isLoopback(url.hostname) ? new URL(`http://${address}`) : url;
}

// src/registry/challenge.ts
const part = /([A-Za-z][\w-]*)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^\s,"]+))|([A-Za-z][\w-]*)(?=\s|,|$)/g;
/** Reads one header, which may hold several challenges. */
function readChallenges(header) {
	const challenges = [];
	for (const [, name, quoted, plain, scheme] of header.matchAll(part)) if (scheme !== void 0) challenges.push({
		scheme: scheme.toLowerCase(),
		parameters: /* @__PURE__ */ new Map()
	});
	else if (name !== void 0) challenges.at(-1)?.parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, "$1") ?? plain ?? "");
	return challenges;
}

// src/registry/http.ts
/** The service gave no usable answer, also after some retries. */
var NoAnswer = class extends Error {
	name = "NoAnswer";
};
/** Manifests may have 4 MiB (OCI distribution specification); tokens have less. */
const largestBody = 4194304;
const patienceMs = 1e4;
const waitsMs = [500, 2e3];
/** A GET that is repeated while the service is busy or away. */
async function get(http, url, headers, authorization) {
	return ask(http, url, {
		method: "GET",
		headers,
		authorization
	});
}
/** A request that is repeated while the service is busy or away. Throws `NoAnswer` when it stays so. */
async function ask(http, url, asking) {
	for (let attempt = 0;; attempt++) {
		const wait = waitsMs[attempt];
		try {
			const answer = await follow(http, url, asking);
			if (answer.status < 500 && answer.status !== 429) return answer;
			if (wait === void 0) throw new NoAnswer(`it answers ${answer.status}`);
		} catch (thrown) {
			http.signal?.throwIfAborted();
			if (thrown instanceof UserError) throw thrown;
			if (thrown instanceof NoAnswer || wait === void 0) throw new NoAnswer(`${url.host}: ${reasonOf(thrown)}`, { cause: thrown });
		}
		await http.clock.sleep(wait, http.signal);
	}
}
async function follow(http, start, asking) {
	const { method, headers, body, authorization } = asking;
	let url = start;
	for (let hops = 0; hops < 5; hops++) {
		const own = url.origin === start.origin && authorization !== void 0 ? { Authorization: authorization } : {};
		const patience = AbortSignal.timeout(patienceMs);
		const signal = http.signal === void 0 ? patience : AbortSignal.any([http.signal, patience]);
		const init = {
			method,
			headers: {
				...headers,
				...own
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
		url = new URL(location, url);
		if (!isPrivateChannel(url)) throw new NoAnswer(`it redirects to plain http (${url.host})`);
	}
	throw new NoAnswer("it redirects in circles");
}
async function bodyOf(response) {
	const chunks = [];
	let size = 0;
	for await (const chunk of response.body ?? []) {
		size += chunk.length;
		if (size > largestBody) throw new NoAnswer(`its answer is larger than ${largestBody / 1024 / 1024} MiB`);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
/** `fetch` only says "fetch failed"; the reason is behind it, with a proxy two steps behind. */
function reasonOf(thrown) {
	if (thrown instanceof DOMException && thrown.name === "TimeoutError") return `no answer within ${patienceMs / 1e3} s`;
	if (!(thrown instanceof Error) || thrown.cause === void 0 || thrown instanceof NoAnswer) return messageOf(thrown);
	let { cause } = thrown;
	while (cause instanceof Error && cause.cause instanceof Error) cause = cause.cause;
	const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
	return messageOf(cause) || code || thrown.message;
}

// src/registry/auth.ts
/** The value for `Authorization` that a challenge asks for; `undefined` when there is nothing more to offer. */
async function authorizationFor(http, header, repository, asker) {
	const { login, access } = asker;
	const challenges = readChallenges(header);
	const bearer = challenges.find(({ scheme }) => scheme === "bearer");
	if (bearer !== void 0) {
		const url = tokenUrl(bearer.parameters, repository, access);
		const answer = await get(http, url, { Accept: "application/json" }, login && basic(login));
		if (answer.status === 200) return `Bearer ${tokenIn(answer.body, url)}`;
		if (answer.status < 500) throw denied(repository, asker, `${url.host} gives no token (${answer.status})`);
	}
	return login !== void 0 && challenges.some(({ scheme }) => scheme === "basic") ? basic(login) : void 0;
}
/** The registry does not let this asker do what it wants with the repository. */
function denied(repository, { how, access }, why) {
	const verb = access === "pull" ? "read" : "write";
	return new UserError("registry-denied", `${repository.registry} does not let us ${verb} ${repository.path} ${how}, or has no such image: ${why}; log in with "registry-username" and "registry-password" or docker/login-action, as someone who may ${verb} it (packages: ${verb} on ghcr.io)`);
}
function basic({ username, password }) {
	return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
}
/**
* Where a token is to be had (distribution specification, token authentication). It may be on another host, as Docker Hub's
* is, but credentials only go through a private channel. Only rights to this repository are asked for.
*/
function tokenUrl(parameters, { registry, path }, access) {
	const url = URL.parse(parameters.get("realm") ?? "");
	if (url === null || !isPrivateChannel(url)) throw new UserError("registry-broken", `${registry} names no address for tokens that could be used (https is needed)`);
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
	throw new UserError("registry-broken", `${url.host} answers a request for a token with something else`);
}

// src/registry/docker-config.ts
/**
* Finds docker's login for a registry in `$DOCKER_CONFIG/config.json`, else `~/.docker/config.json`: what `docker login`
* and docker/login-action leave behind. Throws `docker-config` when the file is there but unreadable.
*/
async function dockerLogin(registry, env) {
	const folder = dockerConfigFolder(env);
	if (folder === void 0) return { kind: "none" };
	const path = join(folder, "config.json");
	let text;
	try {
		text = await readFile(path, "utf8");
	} catch (thrown) {
		if (thrown.code === "ENOENT") return { kind: "none" };
		throw new UserError("docker-config", `${path} cannot be read: ${messageOf(thrown)}`, { cause: thrown });
	}
	return loginIn(text, registry, path);
}
/** Where docker's configuration is; `undefined` when there can be none. */
function dockerConfigFolder({ DOCKER_CONFIG, HOME }) {
	return DOCKER_CONFIG || (HOME ? join(HOME, ".docker") : void 0);
}
/** The login for a registry in the text of docker's configuration. */
function loginIn(text, registry, path) {
	const config = mapping(parsed(text, path));
	const [auths, helpers] = [mapping(config.auths), mapping(config.credHelpers)];
	for (const key of keysOf(registry)) {
		const login = loginOf(mapping(auths[key]));
		if (login !== void 0) return {
			kind: "login",
			login
		};
	}
	for (const key of keysOf(registry)) {
		const helper = helpers[key] ?? (key in auths ? config.credsStore : void 0);
		if (typeof helper === "string" && helper !== "") return {
			kind: "helper",
			helper
		};
	}
	return { kind: "none" };
}
/** Docker writes Docker Hub's login under its first address; people and tools write others too. */
function keysOf(registry) {
	const names = registry === "docker.io" ? [
		"index.docker.io",
		"docker.io",
		"registry-1.docker.io"
	] : [registry];
	return [...registry === "docker.io" ? ["https://index.docker.io/v1/"] : [], ...names.flatMap((name) => [
		name,
		`https://${name}`,
		`https://${name}/`,
		`https://${name}/v1/`,
		`https://${name}/v2/`
	])];
}
function loginOf(entry) {
	const { auth, username, password } = entry;
	if (typeof username === "string" && typeof password === "string" && username !== "") return {
		username,
		password
	};
	if (typeof auth !== "string") return void 0;
	const [, name, secret] = /^([^:]+):([\s\S]+)$/.exec(Buffer.from(auth, "base64").toString("utf8")) ?? [];
	return name === void 0 || secret === void 0 ? void 0 : {
		username: name,
		password: secret.replace(/\0+$/, "")
	};
}
function parsed(text, path) {
	try {
		return JSON.parse(text);
	} catch {
		throw new UserError("docker-config", `${path} is not JSON; log in again, or give "registry-username" and "registry-password"`);
	}
}
function mapping(value) {
	return typeof value === "object" && value !== null ? value : {};
}

// src/registry/credentials.ts
/** Who asks: the login of the inputs, else docker's, else nobody. Its password is masked. */
async function askerOf({ registry, login, access = "pull", env, masks, log }) {
	if (login !== void 0) {
		masks.add(login.password, "the input \"registry-password\"");
		return {
			login,
			how: `as "${login.username}"`,
			access
		};
	}
	const config = await dockerLogin(registry, env);
	if (config.kind === "helper") {
		log.notice(`Docker's login for ${registry} is kept by the credential helper "${config.helper}", which is not asked: trying anonymously. Give "registry-username" and "registry-password" if that fails`);
		return {
			login: void 0,
			how: `anonymously (docker's credential helper "${config.helper}" is not supported)`,
			access
		};
	}
	if (config.kind === "none") return {
		login: void 0,
		how: "anonymously",
		access
	};
	masks.add(config.login.password, `docker's login for ${registry}`);
	return {
		login: config.login,
		how: `as "${config.login.username}" (docker's login)`,
		access
	};
}

// src/registry/manifests.ts
const manifestTypes = [
	"application/vnd.oci.image.index.v1+json",
	"application/vnd.oci.image.manifest.v1+json",
	"application/vnd.docker.distribution.manifest.list.v2+json",
	"application/vnd.docker.distribution.manifest.v2+json"
];
/** Reads what a tag or digest points to; `undefined` when there is none. Over HTTPS, or plain http on loopback. */
async function readManifest(question, tag) {
	const { repository } = question;
	const asking = {
		method: "GET",
		headers: { Accept: manifestTypes.join(", ") }
	};
	const { status, headers, body } = await talk(question, `manifests/${tag}`, asking);
	if (status === 404) return void 0;
	if (status !== 200) throw broken(repository, `it answers ${status} when asked for ${repository.path}:${tag}`);
	const mediaType = headers.get("content-type")?.split(";")[0]?.trim() ?? "";
	if (!manifestTypes.includes(mediaType)) throw broken(repository, `it answers with ${JSON.stringify(mediaType)}, which is no image`);
	const digest = digestOf(body);
	const said = headers.get("docker-content-digest");
	if (said !== null && said !== digest) throw broken(repository, `it names the digest ${JSON.stringify(said)} for content that has ${digest}`);
	return {
		digest,
		mediaType,
		body
	};
}
/** Gives a manifest that the repository holds already one more tag; the content stays where it is. */
async function writeManifest(question, tag, manifest) {
	const { repository } = question;
	const headers = { "Content-Type": manifest.mediaType };
	const { status } = await talk({
		...question,
		access: "pull,push"
	}, `manifests/${tag}`, {
		method: "PUT",
		headers,
		body: manifest.body
	});
	if (status === 200 || status === 201) return;
	throw new UserError("registry-refused", `${repository.registry} answers ${status} when ${repository.path}:${tag} is written; may tags be written there, and is ${tag} a tag that may not change?`);
}
/** Reads a small blob, such as the configuration of an image. */
async function readBlob(question, digest) {
	const { repository } = question;
	const { status, body } = await talk(question, `blobs/${digest}`, {
		method: "GET",
		headers: {}
	});
	if (status !== 200) throw broken(repository, `it answers ${status} when asked for ${digest}, which an image is made of`);
	if (digestOf(body) !== digest) throw broken(repository, `what it holds as ${digest} is something else`);
	return body;
}
async function talk(question, what, asking) {
	const { repository, signal, clock } = question;
	const asker = await askerOf({
		...question,
		registry: repository.registry
	});
	const http = {
		fetch: question.fetch ?? await machineFetch(question.env),
		clock,
		...signal && { signal }
	};
	const url = new URL(`/v2/${repository.path}/${what}`, registryUrl(repository.registry));
	try {
		const answer = await asked(http, url, repository, asker, asking);
		const { status } = answer;
		if (status === 401 || status === 403) throw denied(repository, asker, `it answers ${status}`);
		return answer;
	} catch (thrown) {
		if (!(thrown instanceof NoAnswer)) throw thrown;
		throw new UserError("registry-unreachable", `${repository.registry} could not be asked for ${what} of ${repository.name}: ${thrown.message}; is the registry up, and the name in "image" right?`, { cause: thrown });
	}
}
async function asked(http, url, repository, asker, asking) {
	const first = await ask(http, url, asking);
	if (first.status !== 401) return first;
	const challenge = first.headers.get("www-authenticate") ?? "";
	const authorization = await authorizationFor(http, challenge, repository, asker);
	return authorization === void 0 ? first : ask(http, url, {
		...asking,
		authorization
	});
}
function digestOf(body) {
	return `sha256:${createHash("sha256").update(body).digest("hex")}`;
}
function broken({ registry }, what) {
	return new UserError("registry-broken", `${registry} does not behave as a registry: ${what}; is the name in "image" right?`);
}

export { readStatus as a, dockerConfigFolder as i, readManifest as n, git as o, writeManifest as r, readBlob as t };