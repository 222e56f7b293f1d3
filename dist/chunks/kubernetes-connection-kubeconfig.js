import { t as require_dist } from "./yaml-dist-index.js";
import { t as isNamespaceName } from "./domain-namespace-name.js";
import { c as UserError, u as messageOf } from "./time-system-clock.js";
import { t as isLoopback } from "./net-secure-url.js";
import { i as withoutUserInfo, r as userInfoOf } from "./secrets-masks.js";
import { a as mappingAt, o as mappingsIn, r as isMapping } from "./kubernetes-api-objects.js";
import { existsSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { readFile, writeFile } from "node:fs/promises";

// src/kubernetes/connection/kubeconfig-input.ts
var import_dist = require_dist();
/**
* Recognises the input: content, content in base64 (a common way to store it in one line), or a path.
* Throws `kubeconfig-unreadable`, and quotes the input only where it can be nothing but a path.
*/
async function readKubeconfigInput(input) {
	if (isContent(input)) return {
		kind: "content",
		text: fromBase64(input) ?? input
	};
	const decoded = fromBase64(input);
	if (decoded !== void 0) return {
		kind: "content",
		text: decoded
	};
	const hint = "give the path of a kubeconfig file or its content, as it is or in base64";
	try {
		return {
			kind: "file",
			path: input,
			text: await readFile(input, "utf8")
		};
	} catch (cause) {
		if (!isSurelyPath(input)) throw new UserError("kubeconfig-unreadable", `Input "kubeconfig": it is neither a kubeconfig nor a path; ${hint}`);
		const code = cause instanceof Error && "code" in cause ? String(cause.code) : messageOf(cause);
		throw new UserError("kubeconfig-unreadable", `Input "kubeconfig": cannot read ${input} (${code}); ${hint}`, { cause });
	}
}
function isContent(input) {
	return /[\n{]/.test(input.trim()) || /^\s*[A-Za-z]+:\s/.test(input);
}
/** The kubeconfig that the text is the base64 of, if it is; line breaks, as `base64` makes them, do not matter. */
function fromBase64(text) {
	const compact = text.replace(/\s+/g, "");
	if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(compact)) return void 0;
	const decoded = Buffer.from(compact, "base64").toString("utf8");
	return /^\s*["']?(clusters|contexts|users|kind|apiVersion)["']?\s*:/m.test(decoded) || /^\s*\{\s*"/.test(decoded) ? decoded : void 0;
}
/** A password may look like a path, but no folder of this machine is called like its beginning. */
function isSurelyPath(input) {
	const folder = dirname(input);
	return isAbsolute(input) && input.length <= 4096 && !/\p{Cc}/u.test(input) && folder !== "/" && existsSync(folder);
}

// src/kubernetes/connection/kubeconfig-secrets.ts
/** A profile or region is no secret; masking it would make the log unreadable. */
const SECRET_NAME = /token|secret|passw|credential|key/i;
/** Long texts without any words in them, as only machines make them: JWTs, access tokens, base64. */
const MACHINE_MADE_TOKEN = /^(?![./])(?=.*\d)(?=.*[A-Za-z])[\w+/=.-]{40,}$/;
/**
* Everything in a kubeconfig that must not be seen: tokens, passwords, private keys, what is secret in the environment
* and the arguments of credential plugins, the passwords in addresses, and the tokens in files that it names, where
* they can be read. Base64 text also as what it decodes to. Relative paths are relative to `folder`.
*/
async function credentialsIn(config, folder) {
	const users = mappingsIn(config.users).map((entry) => mappingAt(entry, "user") ?? {});
	const clusters = mappingsIn(config.clusters).map((entry) => mappingAt(entry, "cluster") ?? {});
	const files = await Promise.all(users.map((user) => tokenIn(user.tokenFile, folder)));
	const found = [
		...users.flatMap(userSecrets),
		...clusters.flatMap((cluster) => [...addressSecrets(cluster.server), ...addressSecrets(cluster["proxy-url"])]),
		...files
	];
	return [...new Set(found.filter((value) => typeof value === "string").filter((value) => value !== ""))];
}
function addressSecrets(address) {
	return typeof address === "string" ? userInfoOf(address) : [];
}
function userSecrets(user) {
	const key = user["client-key-data"];
	const exec = mappingAt(user, "exec");
	const provider = mappingAt(user, "auth-provider", "config") ?? {};
	return [
		user.token,
		user.password,
		key,
		typeof key === "string" ? Buffer.from(key, "base64").toString("utf8") : void 0,
		...mappingsIn(exec?.env).filter((variable) => SECRET_NAME.test(String(variable.name))).map((variable) => variable.value),
		...argumentSecrets(exec?.args),
		provider["access-token"],
		provider["id-token"],
		provider["refresh-token"],
		provider["client-secret"]
	];
}
/** `--token=…`, `--token …`, `TOKEN=…`, and what looks like a token itself. */
function argumentSecrets(args) {
	const texts = Array.isArray(args) ? args.filter((value) => typeof value === "string") : [];
	return texts.flatMap((text, index) => {
		const [, name, value] = /^([^=]*?)=(.+)$/s.exec(text) ?? [];
		if (name !== void 0 && value !== void 0 && SECRET_NAME.test(name)) return [value];
		const before = texts[index - 1];
		return before?.startsWith("-") && !before.includes("=") && SECRET_NAME.test(before) && !text.startsWith("-") || MACHINE_MADE_TOKEN.test(text) ? [text] : [];
	});
}
async function tokenIn(path, folder) {
	if (typeof path !== "string" || path === "") return void 0;
	try {
		return (await readFile(isAbsolute(path) ? path : join(folder, path), "utf8")).trim();
	} catch {
		return;
	}
}

// src/kubernetes/connection/kubeconfig.ts
/**
* Takes the `kubeconfig` input, a path or the content itself, and checks what can be checked without the cluster.
* Content is written to `folder` (private, 0700) with mode 0600.
*/
async function readKubeconfig(input, options) {
	const read = await readKubeconfigInput(input);
	const config = parse(read.text);
	const found = pickContext(config, options.context);
	const { cluster, user } = partsOf(config, found);
	const server = withoutUserInfo(String(cluster.server));
	if (read.kind === "content") refuseRelativePaths(cluster, user);
	const path = read.kind === "content" ? join(options.folder, "kubeconfig") : read.path;
	if (read.kind === "content") await writeFile(path, read.text, { mode: 384 });
	const namespace = namespaceOf(found);
	return {
		path,
		context: found.name,
		server,
		warnings: warningsOf(cluster, user, server),
		...namespace === void 0 ? {} : { namespace },
		secrets: await credentialsIn(config, dirname(path))
	};
}
/** The contexts that a kubeconfig has. Throws as `readKubeconfig` does. */
async function contextNames(input) {
	return mappingsIn(parse((await readKubeconfigInput(input)).text).contexts).map(({ name }) => String(name));
}
function namespaceOf({ name, context }) {
	const { namespace } = context;
	if (typeof namespace !== "string" || namespace === "") return void 0;
	if (!isNamespaceName(namespace)) throw invalid(`context ${name} has a namespace that cannot be one`);
	return namespace;
}
/** What lets others on the way read or take the credentials. */
function warningsOf(cluster, user, server) {
	const warnings = [];
	if (cluster["insecure-skip-tls-verify"] === true) warnings.push(`The kubeconfig has insecure-skip-tls-verify: any server that answers as ${server} gets the credentials; give its certificate-authority-data`);
	const { hostname, protocol } = URL.canParse(server) ? new URL(server) : {
		hostname: "",
		protocol: ""
	};
	if (protocol === "http:" && !isLoopback(hostname) && CREDENTIALS.some((field) => user[field] !== void 0)) warnings.push(`The kubeconfig sends its credentials to ${server} unencrypted: everyone on the way reads them; use https`);
	return warnings;
}
function invalid(problem) {
	return new UserError("kubeconfig-invalid", `Input "kubeconfig": ${problem}`);
}
function parse(text) {
	const document = (0, import_dist.parseDocument)(text, { prettyErrors: false });
	if (document.errors.length > 0) throw invalid("it is not YAML; check how the secret was stored");
	const config = document.toJS();
	if (!isMapping(config)) throw invalid("it is not a kubeconfig: expected a mapping with clusters, users and contexts");
	return config;
}
function pickContext(config, wanted) {
	const contexts = new Map(mappingsIn(config.contexts).map((entry) => [String(entry.name), mappingAt(entry, "context")]));
	const names = [...contexts.keys()];
	if (names.length === 0) throw invalid("it has no contexts");
	const current = config["current-context"];
	const only = names.length === 1 ? names[0] : void 0;
	const name = wanted ?? (typeof current === "string" && current !== "" ? current : only);
	const available = `available: ${names.join(", ")}`;
	if (name === void 0) throw new UserError("kubeconfig-context-unknown", `Input "context": required, because the kubeconfig has no current-context; ${available}`);
	const context = contexts.get(name);
	if (context === void 0) throw new UserError("kubeconfig-context-unknown", `Input "context": the kubeconfig has no context "${name}"; ${available}`);
	return {
		name,
		context
	};
}
function partsOf(config, found) {
	const byName = (list, name) => mappingsIn(list).find((entry) => entry.name === name);
	const cluster = mappingAt(byName(config.clusters, found.context.cluster), "cluster");
	if (cluster === void 0) throw invalid(`context ${found.name} refers to the cluster "${found.context.cluster}", which is not defined`);
	if (typeof cluster.server !== "string") throw invalid(`cluster "${found.context.cluster}" has no server`);
	const user = byName(config.users, found.context.user);
	if (user === void 0) throw invalid(`context ${found.name} refers to the user "${found.context.user}", which is not defined`);
	const credentials = mappingAt(user, "user") ?? {};
	if (cluster.server.startsWith("https:") && !CREDENTIALS.some((field) => credentials[field] !== void 0)) throw invalid(`user "${found.context.user}" has no credentials; was the kubeconfig exported without them?`);
	return {
		cluster,
		user: credentials
	};
}
/** Any of these is a way for a user to prove who it is. */
const CREDENTIALS = [
	"token",
	"tokenFile",
	"client-certificate",
	"client-certificate-data",
	"exec",
	"auth-provider",
	"username"
];
/** Content has no folder of its own that paths could be relative to. */
function refuseRelativePaths(cluster, user) {
	const fields = [
		[cluster, "certificate-authority"],
		[user, "client-certificate"],
		[user, "client-key"],
		[user, "tokenFile"]
	];
	for (const [part, field] of fields) {
		const path = part[field];
		if (typeof path === "string" && path !== "" && !isAbsolute(path)) throw invalid(`${field} is the relative path ${path}; given as content it needs an absolute one, or ${field}-data`);
	}
}

export { readKubeconfig as n, contextNames as t };