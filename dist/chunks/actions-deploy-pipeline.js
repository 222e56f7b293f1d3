import { t as connectWithKubectl } from "./delivery-release-connect-cluster.js";
import { c as UserError, d as withMachineFaults, i as oneLine, r as cut, t as systemClock, u as messageOf } from "./time-system-clock.js";
import { t as runGit } from "./git-git.js";
import { n as readIfThere, t as isMissing } from "./files-missing-file.js";
import { t as isInside } from "./files-workspace-path.js";
import { t as require_dist } from "./yaml-dist-index.js";
import { a as mappingAt, r as isMapping$1, s as nameOf$1, t as groupOf } from "./kubernetes-api-objects.js";
import { _ as runOf, d as RUN_ANNOTATION, n as secretValues, r as checkSet } from "./kubernetes-manifests-secret-values.js";
import { t as isNamespaceName } from "./domain-namespace-name.js";
import { t as programOnPath } from "./process-spawn-exec.js";
import { n as isSecureUrl } from "./net-secure-url.js";
import { t as withoutTrailing } from "./text-trailing.js";
import { n as withLimitedAnswers, t as AnswerTooLarge } from "./net-limited-answers.js";
import { n as networkMessage } from "./net-network-message.js";
import { t as proxiedFetch } from "./net-proxied-fetch.js";
import { r as retry } from "./net-retry.js";
import { n as shortSha } from "./domain-sha.js";
import { c as resolvedPaths, o as originsOf } from "./registry-image-index.js";
import { t as readStatus } from "./git-status.js";
import { t as gitLocks } from "./github-locks-git-locks.js";
import { n as registryClient, t as credentialHelpers } from "./registry-credential-helper.js";
import { createReadStream, createWriteStream, readdirSync, realpathSync, statSync } from "node:fs";
import { Readable } from "node:stream";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { dirname, join, posix } from "node:path";
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";

// src/git/blobs.ts
/** Reads objects byte by byte, as they are in the repository: no filter and no attribute has a say. */
async function readBlobs(place, objects) {
	const wanted = [...new Set(objects)];
	if (wanted.length === 0) return /* @__PURE__ */ new Map();
	const input = wanted.map((object) => `${object}\n`).join("");
	const { stdout, stderr } = await runGit(place, ["cat-file", "--batch"], {
		input,
		encoding: "latin1"
	});
	const blobs = blobsIn(Buffer.from(stdout, "latin1"));
	const missing = wanted.filter((object) => !blobs.has(object));
	if (missing.length === 0) return blobs;
	const said = stderr.trim().split("\n")[0] ?? "";
	const which = `${missing.length} of ${wanted.length} contents of its files`;
	throw new UserError("commit-incomplete", `The local repository does not have the whole commit: it lacks ${which}${said === "" ? "" : ` (${said})`}: is it a partial clone? Check the commit out whole in a step before this one (actions/checkout without "filter")`);
}
/** Takes the output of `git cat-file --batch` apart: `<object> <type> <size>`, a line break, the bytes, a line break. */
function blobsIn(output) {
	const blobs = /* @__PURE__ */ new Map();
	for (let at = 0; at < output.length;) {
		const end = output.indexOf("\n", at);
		const head = output.subarray(at, end < 0 ? output.length : end).toString("latin1");
		const [, object, size] = /^([0-9a-f]+) blob (\d+)$/.exec(head) ?? [];
		at += head.length + 1;
		if (object === void 0) continue;
		const bytes = output.subarray(at, at + Number(size));
		if (bytes.length === Number(size)) blobs.set(object, bytes);
		at += bytes.length + 1;
	}
	return blobs;
}

// src/git/checkout-advice.ts
/** What to do when the local repository is not at the deployment's commit. */
const CHECKOUT_ADVICE = "set `ref` of actions/checkout to the deployment's SHA, in a step before this one";

// src/git/commit-files.ts
/** As many links as Linux follows for one path. */
const MAX_LINKS = 40;
/** Links may multiply files; no set of manifests has so many. */
const MAX_FILES = 1e4;
/**
* The files at and below `paths`, as a checked-out commit would show them: symbolic links are followed inside the
* commit. A link that leaves it, leads to nothing or back to a folder above it, and a submodule are findings; an asked
* path that the commit does not have is simply not there.
*/
function filesOf(tree, paths) {
	const files = /* @__PURE__ */ new Map();
	const findings = /* @__PURE__ */ new Map();
	const look = (path, above, asked) => {
		const node = nodeAt(tree, path);
		if (node === "missing" && asked) return;
		const problem = files.size > MAX_FILES ? TOO_MANY_FILES : typeof node === "string" ? PATH_PROBLEMS[node] : problemOf$2(node, above);
		if (problem !== void 0) findings.set(path, {
			...problem,
			where: path
		});
		else if (typeof node === "string") return;
		else if (node.kind === "file") files.set(path, {
			path,
			object: node.object
		});
		else if (node.kind === "folder") for (const name of node.children.keys()) look(posix.join(path, name), [...above, node], false);
	};
	for (const path of paths) look(path, [], true);
	return {
		files: [...files.values()],
		findings: [...findings.values()]
	};
}
const PATH_PROBLEMS = {
	missing: {
		reason: "link-broken",
		text: "a symbolic link to nothing that is in the commit; remove it"
	},
	outside: {
		reason: "file-outside-workspace",
		text: "a symbolic link that leads out of the repository; put the file itself there"
	},
	endless: {
		reason: "link-broken",
		text: "a symbolic link that leads back to itself; remove it"
	}
};
const CIRCULAR_LINK = {
	reason: "link-broken",
	text: "a symbolic link that leads back to a folder above it; remove it"
};
const TOO_MANY_FILES = {
	reason: "files-too-many",
	text: `with it there are more than ${MAX_FILES} files`
};
const SUBMODULE = {
	reason: "file-in-submodule",
	text: "is in a submodule, whose files belong to another repository; put the files themselves into this commit"
};
function problemOf$2(node, above) {
	if (node.kind === "submodule") return SUBMODULE;
	return above.includes(node) ? CIRCULAR_LINK : void 0;
}
/** Follows a path as the kernel would: `..` after a link belongs to what the link leads to. */
function nodeAt({ root, target }, path) {
	const ahead = path.split("/");
	const behind = [root];
	let hops = 0;
	for (let name = ahead.shift(); name !== void 0; name = ahead.shift()) {
		const here = behind.at(-1);
		if (name === "" || name === ".") continue;
		if (name === "..") {
			behind.pop();
			if (behind.length === 0) return "outside";
			continue;
		}
		if (here?.kind === "submodule") return here;
		const child = here?.kind === "folder" ? here.children.get(name) : void 0;
		if (child === void 0) return "missing";
		if (child.kind !== "link") {
			behind.push(child);
			continue;
		}
		hops += 1;
		if (hops > MAX_LINKS) return "endless";
		const to = target(child.object);
		if (posix.isAbsolute(to)) return "outside";
		ahead.unshift(...to.split("/"));
	}
	return behind.at(-1) ?? root;
}

// src/git/tree.ts
/** Reads `git ls-tree -r -z <commit>`, given byte by byte (latin1). */
function readTree(listing) {
	const root = {
		kind: "folder",
		children: /* @__PURE__ */ new Map()
	};
	for (const record of listing.split("\0").filter((text) => text !== "")) {
		const [, mode = "", object = "", bytes = ""] = /^(\d+) \w+ ([0-9a-f]+)\t([\s\S]*)$/.exec(record) ?? [];
		const path = Buffer.from(bytes, "latin1").toString("utf8");
		put(root.children, path.split("/"), nodeOf(mode, object), path);
	}
	return root;
}
function nodeOf(mode, object) {
	if (mode === "120000") return {
		kind: "link",
		object
	};
	if (mode === "160000") return { kind: "submodule" };
	return {
		kind: "file",
		object
	};
}
function put(root, names, node, path) {
	let folder = root;
	for (const [index, name] of names.entries()) {
		const last = index === names.length - 1;
		const there = folder.get(name);
		if (there !== void 0 && (last || there.kind !== "folder") || name === "" || name === "." || name === "..") throw malformed(path);
		if (last) folder.set(name, node);
		else if (there?.kind === "folder" && there.children instanceof Map) folder = there.children;
		else {
			const children = /* @__PURE__ */ new Map();
			folder.set(name, {
				kind: "folder",
				children
			});
			folder = children;
		}
	}
}
function malformed(path) {
	return new UserError("commit-malformed", `${JSON.stringify(path)}: no path that a commit can have; see what "git fsck" says about the repository`);
}
/** Every object that a symbolic link of the tree is kept in. */
function linksOf(node) {
	if (node.kind === "link") return [node.object];
	return node.kind === "folder" ? [...node.children.values()].flatMap(linksOf) : [];
}

// src/git/export-commit.ts
/**
* Writes what the commit has at `paths` into a new folder inside `folder`, and gives that folder. It comes out of the
* commit's own objects, so that neither the work tree nor the index, filters, attributes or a sparse checkout can make it
* anything else, and it cannot be changed before it is read. Links have been followed: the folder has plain files.
*
* Throws (refused) `commit-not-checked-out` when the local repository does not have the commit, `file-outside-workspace`, `link-broken`,
* `file-in-submodule` for what it cannot deploy; `commit-incomplete` when the repository lacks parts of it.
*/
async function exportCommit({ sha, paths, folder, ...around }) {
	const place = {
		...around,
		workspace: await realpath(around.workspace).catch(() => around.workspace)
	};
	const root = await treeOf(place, sha);
	const links = await readBlobs(place, linksOf(root));
	const target = (object) => links.get(object)?.toString("utf8") ?? "";
	const { files, findings } = filesOf({
		root,
		target
	}, paths);
	if (findings.length > 0) throw UserError.from(findings);
	const blobs = await readBlobs(place, files.map(({ object }) => object));
	const written = await mkdtemp(join(folder, "commit-"));
	for (const file of files) await write(written, file, blobs.get(file.object));
	return written;
}
async function treeOf(place, sha) {
	const args = [
		"ls-tree",
		"-r",
		"-z",
		"--full-tree",
		`${sha}^{commit}`
	];
	const { exitCode, stdout, stderr } = await runGit(place, args, { encoding: "latin1" });
	if (exitCode === 0) return readTree(stdout);
	const said = stderr.trim().split("\n")[0] ?? "";
	throw new UserError("commit-not-checked-out", `the checked-out repository lacks the deployment's commit: ${CHECKOUT_ADVICE} (${said})`);
}
async function write(folder, { path }, bytes) {
	const to = join(folder, path);
	await mkdir(dirname(to), { recursive: true });
	try {
		await writeFile(to, bytes ?? "", { flag: "wx" });
	} catch (thrown) {
		if (thrown.code !== "EEXIST") throw thrown;
		throw UserError.from([{
			reason: "file-name-ambiguous",
			where: path,
			text: `another file of the commit differs only in upper and lower case, which the runner's disk ignores; rename one`
		}]);
	}
}

// src/domain/rendered-size.ts
/** What the files of one set may hold: far more than a service has, and less than would hold up a cluster. */
const MOST_BYTES = 1e7;
/** Refuses rendered files that are too large to be read. */
function refuseLargeFiles(sizes) {
	const bytes = sizes.reduce((sum, each) => sum + each.bytes, 0);
	if (bytes <= MOST_BYTES) return;
	const [largest] = sizes.toSorted((a, b) => b.bytes - a.bytes);
	const message = `The templates render ${megabytes(bytes)}, more than the ${MOST_BYTES / 1e6} MB of one deployment; the largest is ${largest?.file} with ${megabytes(largest?.bytes ?? 0)}`;
	throw new UserError("manifests-too-large", message);
}
function megabytes(bytes) {
	return `${(bytes / 1e6).toFixed(1)} MB`;
}

// src/gomplate/environment.ts
/** A port on loopback that nothing listens on (discard); a proxy there refuses every connection. */
const UNREACHABLE = "http://127.0.0.1:9";
/**
* The whole environment of gomplate: the same on every machine, and the variables of `secret-env`.
*
* The proxies lead nowhere, because gomplate has no switch against remote datasources. They stop http and https, and what
* is built on them (Vault, Consul, cloud storage and metadata). They do not stop DNS, ssh, or servers on loopback,
* which Go never reaches through a proxy. This finds templates that read from elsewhere by mistake; it is no sandbox.
*/
function gomplateEnvironment(home, secretEnv) {
	const fixed = {
		PATH: "/usr/bin:/bin",
		HOME: home,
		TZ: "UTC",
		LANG: "C.UTF-8",
		HTTP_PROXY: UNREACHABLE,
		HTTPS_PROXY: UNREACHABLE,
		ALL_PROXY: UNREACHABLE,
		AWS_EC2_METADATA_DISABLED: "true"
	};
	const taken = Object.keys(secretEnv).filter((name) => Object.hasOwn(fixed, name) || /^(GOMPLATE_|NO_PROXY$|(https?|all|no)_proxy$)/.test(name));
	if (taken.length > 0) throw new UserError("input-invalid", `Input "secret-env": ${taken.join(", ")} would change how gomplate itself runs; use another name`);
	return {
		...fixed,
		...secretEnv
	};
}

// src/gomplate/remote-sources.ts
/** gomplate's functions that read an address given as an argument. */
const READERS = /(?<![.$\w])(?:data\.)?(?:datasource|ds|include|defineDatasource|datasourceReachable|Datasource|Include|DefineDatasource|DatasourceReachable)\b/;
/** gomplate's functions that ask a network by themselves. */
const LOOKUPS = /(?<![.$\w])(?:net\.Lookup\w+|aws\.\w+|gcp\.\w+|ec2(?:meta|dynamic|region|tags?))\b/;
const LOCAL_SCHEMES = /* @__PURE__ */ new Set([
	"file",
	"stdin",
	"env",
	"merge"
]);
/**
* Finds what would make the template depend on more than the commit: remote datasources and lookups, as far as they are
* written out. This is for a clear line, not a sandbox: addresses put together from parts, and functions reached through
* a variable, pass.
*/
function remoteSources(template) {
	const found = [];
	let [line, counted] = [1, 0];
	for (const { offset, code, texts } of actionsIn(template)) {
		line += template.slice(counted, offset).split("\n").length - 1;
		counted = offset;
		const lookup = LOOKUPS.exec(code)?.[0];
		if (lookup !== void 0) found.push({
			line,
			what: lookup
		});
		if (!READERS.test(code)) continue;
		const remote = texts.map((text) => /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase()).find((scheme) => scheme !== void 0 && !LOCAL_SCHEMES.has(scheme));
		if (remote !== void 0) found.push({
			line,
			what: `${remote}:`
		});
	}
	return found;
}
/**
* The actions of a template; a `}}` inside a string does not end one. Each character is looked at once: a regular expression
* takes for ever for quotes that are not closed, and the author of a commit writes the templates.
*/
function actionsIn(template) {
	const actions = [];
	for (let offset = template.indexOf("{{"); offset >= 0; offset = template.indexOf("{{", offset)) {
		const comment = COMMENT.exec(template.slice(offset, offset + LONGEST_START));
		const end = comment === null ? readAction(template, offset, actions) : endOf(template, "*/", offset + comment[0].length);
		if (end === void 0) break;
		offset = end;
	}
	return actions;
}
/** gomplate refuses what has more blanks there. */
const LONGEST_START = 100;
const COMMENT = /^\{\{(?:-\s+)?\/\*/;
/** Where it ends; undefined for one without end, which no template can have. */
function readAction(template, offset, actions) {
	const texts = [];
	let [code, at] = ["", offset + 2];
	while (at < template.length) {
		if (template.startsWith("}}", at)) {
			actions.push({
				offset,
				code,
				texts
			});
			return at + 2;
		}
		const quote = template[at] ?? "";
		const end = QUOTES.includes(quote) ? endOfText(template, at) : at + 1;
		if (end === void 0) return void 0;
		if (end === at + 1) code += quote;
		else {
			if (quote !== "'") texts.push(template.slice(at + 1, end - 1));
			code += "\"\"";
		}
		at = end;
	}
}
const QUOTES = [
	"\"",
	"`",
	"'"
];
function endOfText(template, start) {
	const quote = template[start] ?? "";
	if (quote === "`") return endOf(template, quote, start + 1);
	for (let at = start + 1; at < template.length; at++) if (template[at] === "\\") at += 1;
	else if (template[at] === quote) return at + 1;
}
function endOf(template, what, from) {
	const at = template.indexOf(what, from);
	return at < 0 ? void 0 : at + what.length;
}

// src/gomplate/template-error.ts
/** Reads gomplate's JSON lines; a line that is none counts as an error as it stands. */
function readStderr(stderr) {
	const errors = [];
	const warnings = [];
	for (const line of stderr.split("\n").filter((text) => text.trim() !== "")) {
		const { level, text } = readLine(line);
		if (level === "WARN") warnings.push(text);
		else if (level === "ERROR") errors.push(text);
	}
	return {
		errors,
		warnings
	};
}
function readLine(line) {
	try {
		const { level, msg, err } = JSON.parse(line);
		const text = [msg, err].filter((part) => typeof part === "string" && part !== "").join(": ");
		return {
			level: String(level),
			text
		};
	} catch {
		return {
			level: "ERROR",
			text: line
		};
	}
}
/**
* Turns gomplate's error into one line with the place people know. `files` maps the paths gomplate saw to those of the
* templates. Without a place in it, it is not about a template: `undefined`.
*/
function templateFinding(error, files) {
	for (const [path, file] of files) {
		const at = error.indexOf(`template: ${path}:`);
		if (at < 0) continue;
		const [, line, rest] = /^(\d+)(?::\d+)?: ([\s\S]*)$/.exec(error.slice(at + `template: ${path}:`.length)) ?? [];
		if (line === void 0 || rest === void 0) continue;
		return {
			reason: "render-failed",
			where: `${file}:${line}`,
			text: problemOf$1(rest).replaceAll(path, file).replace(/\s+/g, " ")
		};
	}
}
/** Between the name of a template and the expression in it. */
const AT = "\" at <";
/** The problem in a person's words, from `executing "…" at <.deploy.values.x>: map has no entry for key "x"`. */
function problemOf$1(text) {
	const start = text.startsWith("executing \"") ? text.indexOf(AT) : -1;
	const end = start < 0 ? -1 : text.indexOf(">: ", start + 6);
	if (end < 0) return text;
	const [expression, problem] = [text.slice(start + 6, end), text.slice(end + 3)];
	const key = /^map has no entry for key "(.*)"$/.exec(problem)?.[1];
	if (key === void 0) return `${problem} (at ${expression})`;
	const owner = ownerOf(expression, key);
	if (owner === ".Env") return `no variable "${key}" in .Env; templates see the variables that the input "secret-env" names`;
	return `no key "${key}" in ${owner}`;
}
/** What the missing key was looked for in: `.deploy.values` for `replicas` in `.deploy.values.replicas`. */
function ownerOf(expression, key) {
	const at = `${expression}.`.indexOf(`.${key}.`);
	if (at < 0) return expression;
	return at === 0 ? "the context (templates see .deploy and .Env)" : expression.slice(0, at);
}

// src/gomplate/templates.ts
/**
* All files below the templates folder. Throws (refused) `templates-missing` when there is no folder or no manifest in it,
* `file-outside-workspace` when a symbolic link leads out: what is not in the commit must not be deployed with it.
*/
function listTemplates(workspace, folder) {
	const files = filesBelow({
		root: realpathSync(workspace),
		workspace
	}, folder, []);
	const isManifest = (file) => /\.(ya?ml|json)(\.tmpl)?$/.test(file);
	const manifests = files.filter(isManifest);
	if (manifests.length > 0) return {
		manifests,
		others: files.filter((file) => !isManifest(file))
	};
	throw refused("templates-missing", `${folder}: no template in it (*.yaml, *.yml or *.json, with or without .tmpl): ${files.length === 0 ? "it is empty" : `it holds only ${firstNames(files)}`}; check the input "templates"`);
}
/** The first few of a list, for one line. */
function firstNames(names) {
	const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
	return names.slice(0, 5).join(", ") + more;
}
function filesBelow(place, folder, above) {
	const real = realPath(place, folder);
	if (above.includes(real)) throw refused("templates-missing", `${folder}: a symbolic link that leads back to a folder above it; remove it`);
	return namesIn(place, folder).flatMap((name) => {
		const path = posix.join(folder, name);
		const kind = statSync(realPath(place, path));
		if (kind.isDirectory()) return filesBelow(place, path, [...above, real]);
		return kind.isFile() ? [path] : [];
	});
}
function namesIn({ workspace }, folder) {
	try {
		return readdirSync(join(workspace, folder)).sort();
	} catch (cause) {
		throw refused("templates-missing", `${folder}: not a folder that can be read (${messageOf(cause)}); check the input "templates"`);
	}
}
function realPath({ root, workspace }, path) {
	let real;
	try {
		real = realpathSync(join(workspace, path));
	} catch (thrown) {
		if (!isMissing(thrown) && thrown.code !== "ELOOP") throw thrown;
		throw refused("templates-missing", `${path}: not in the checked-out commit, or a symbolic link to nothing; check the input "templates"`);
	}
	if (isInside(root, real)) return real;
	throw refused("file-outside-workspace", `${path}: a symbolic link that leads out of the checked-out repository; put the file itself there`);
}
function refused(reason, message) {
	return new UserError(reason, message);
}

// src/gomplate/values.ts
var import_dist = require_dist();
/** Reads values files (paths relative to the workspace) and merges them in order. Throws (refused) with every finding. */
async function readValues(workspace, files) {
	let values = {};
	const findings = [];
	for (const file of files) {
		const text = await textOf(workspace, file);
		const parsed = typeof text === "string" ? parseValues(file, text) : [text];
		if (Array.isArray(parsed)) findings.push(...parsed);
		else values = mergeValues(values, parsed);
	}
	if (findings.length > 0) throw UserError.from(findings);
	return values;
}
/**
* One values file, YAML or JSON: a mapping, or nothing. What YAML 1.1 and 1.2 read differently or JSON cannot carry is a
* finding: a file mode written 0440 must not silently become 440.
*/
function parseValues(file, text) {
	const lines = new import_dist.LineCounter();
	const invalid = (offset, problem) => ({
		reason: "values-invalid",
		where: `${file}:${lines.linePos(offset).line}`,
		text: problem
	});
	const document = (0, import_dist.parseDocument)(text.replace(/^\uFEFF/, ""), {
		lineCounter: lines,
		merge: true,
		prettyErrors: false
	});
	if (document.errors.length > 0) return document.errors.map(({ pos, message }) => invalid(pos[0], `not YAML: ${message.replace(/\s+/g, " ")}`));
	const contents = document.contents;
	if (contents === null || (0, import_dist.isScalar)(contents) && contents.value === null) return {};
	if (!(0, import_dist.isMap)(contents)) return [invalid(contents.range?.[0] ?? 0, "not a mapping; values are `name: value` pairs")];
	const numbers = misleadingNumbers(document).map(({ offset, problem }) => invalid(offset, problem));
	if (numbers.length > 0) return numbers;
	try {
		return document.toJS({ maxAliasCount: 100 });
	} catch {
		return [invalid(0, "its aliases do not resolve, or there are too many")];
	}
}
function misleadingNumbers(document) {
	const found = [];
	(0, import_dist.visit)(document, { Scalar: (_, { value, source = "", range }) => {
		if (typeof value !== "number") return;
		const offset = range?.[0] ?? 0;
		if (/^[-+]?0\d/.test(source)) found.push({
			offset,
			problem: `${source} is octal to some and decimal to others; write it in quotes, or as a decimal number`
		});
		else if (!Number.isFinite(value) || Number.isInteger(value) && !Number.isSafeInteger(value)) found.push({
			offset,
			problem: `${source} cannot be kept exactly as a number; write it in quotes`
		});
	} });
	return found;
}
/** Mappings are merged, everything else is replaced; the later one wins. */
function mergeValues(base, over) {
	const entries = new Map(Object.entries(base));
	for (const [key, value] of Object.entries(over)) {
		const before = entries.get(key);
		entries.set(key, isMapping(before) && isMapping(value) ? mergeValues(before, value) : value);
	}
	return Object.fromEntries(entries);
}
function isMapping(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
async function textOf(workspace, file) {
	try {
		const path = await realpath(join(workspace, file));
		if (!isInside(await realpath(workspace), path)) return {
			reason: "file-outside-workspace",
			where: file,
			text: "a symbolic link that leads out of the checked-out repository; put the file itself there"
		};
		return await readFile(path, "utf8");
	} catch (thrown) {
		const isFolder = thrown.code === "EISDIR";
		if (!isFolder && !isMissing(thrown)) throw thrown;
		return {
			reason: "values-unreadable",
			where: file,
			text: `${isFolder ? "a folder, not a values file" : "no such values file in the checked-out commit"}; check the input "values"`
		};
	}
}

// src/gomplate/render.ts
/** Renders the templates of the commit; all or nothing. Throws (refused) with the file and line of what is wrong. */
async function renderTemplates(rendering) {
	const { paths, log } = rendering;
	const { manifests, others } = listTemplates(paths.workspace, paths.templates);
	if (others.length > 0) log.info(`Skipped, not named like a manifest: ${firstNames(others)}`);
	const values = await readValues(paths.workspace, paths.values);
	const templates = await Promise.all(manifests.map(async (file) => ({
		file,
		text: await readFile(join(paths.workspace, file), "utf8")
	})));
	refuseRemoteSources(templates);
	const folder = await mkdtemp(join(rendering.folder, "gomplate-"));
	try {
		return await run(rendering, folder, templates, {
			...rendering.context,
			values
		});
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
	}
}
async function run({ gomplate, exec, secretEnv, masks, log, signal }, folder, templates, deploy) {
	const [inputs, outputs, empty] = [
		join(folder, "in"),
		join(folder, "out"),
		join(folder, "empty")
	];
	for (const created of [
		inputs,
		outputs,
		empty
	]) await mkdir(created);
	const jobs = templates.map(({ file, text }, index) => ({
		file,
		text,
		input: join(inputs, `${index}.tmpl`),
		output: join(outputs, String(index))
	}));
	await Promise.all(jobs.map((job) => writeFile(job.input, job.text)));
	const config = join(folder, "gomplate.yaml");
	await writeFile(config, configuration(jobs));
	const how = {
		env: gomplateEnvironment(empty, secretEnv),
		cwd: empty,
		signal,
		timeoutMs: 12e4
	};
	const result = await exec(gomplate, ["--config", config], {
		...how,
		input: JSON.stringify(deploy)
	});
	for (const line of readStderr(result.stderr).warnings) log.warning(`gomplate: ${line}`);
	if (result.exitCode !== 0) throw failure(gomplate, result, new Map(jobs.map((job) => [job.input, job.file])), masks);
	refuseLargeFiles(await Promise.all(jobs.map(async ({ file, output }) => ({
		file,
		bytes: await sizeOf(output)
	}))));
	return Promise.all(jobs.map(async ({ file, output }) => ({
		file,
		text: await readIfThere(output) ?? ""
	})));
}
async function sizeOf(path) {
	try {
		return (await stat(path)).size;
	} catch (thrown) {
		if (isMissing(thrown)) return 0;
		throw thrown;
	}
}
/** The context has a name, because a root context (`.`) would take `.Env` away. JSON is YAML. */
function configuration(jobs) {
	return JSON.stringify({
		inputFiles: jobs.map(({ input }) => input),
		outputFiles: jobs.map(({ output }) => output),
		context: { deploy: { url: "stdin:///deploy.json" } },
		missingKey: "error"
	});
}
/** gomplate stops at the first template that fails. Its words may quote values, so they are redacted. */
function failure(gomplate, { exitCode, stderr, stdout }, files, masks) {
	const errors = readStderr(stderr).errors.map((error) => masks.redact(error));
	for (const error of errors) {
		const finding = templateFinding(error, files);
		if (finding !== void 0) return UserError.from([finding]);
	}
	const said = (errors[0] ?? masks.redact(stdout).trim().split("\n")[0] ?? "").replace(/\s+/g, " ");
	return new UserError("gomplate-broken", `${gomplate} ended with exit code ${exitCode}${said === "" ? "" : `: ${said}`}`);
}
function refuseRemoteSources(templates) {
	const findings = templates.flatMap(({ file, text }) => remoteSources(text).map(({ line, what }) => ({
		reason: "datasource-remote",
		where: `${file}:${line}`,
		text: `${what} would ask another machine, and the same commit could render differently; put what is needed into the values files or "secret-env"`
	})));
	if (findings.length > 0) throw UserError.from(findings);
}

// src/kubernetes/manifests/cron-job-runs.ts
/** How long the Job of such a run is kept where its template does not say: long enough to be looked at. */
const KEPT_SECONDS = 86400;
/** As long as a name may be, less a dash and the suffix. */
const LONGEST_PREFIX$1 = 57;
/** The manifest, and for a CronJob that wants a run with the deployment the Job of this run, as `kubectl create job --from` makes it. */
function withRun(manifest, suffix) {
	const { object } = manifest;
	const isCronJob = object.kind === "CronJob" && groupOf(object.apiVersion) === "batch";
	const template = mappingAt(object, "spec", "jobTemplate");
	if (!isCronJob || runOf(object) === void 0 || template === void 0) return [manifest];
	return [manifest, {
		...manifest,
		object: jobOf(object, template, suffix())
	}];
}
function jobOf(cronJob, template, suffix) {
	const { name, namespace } = cronJob.metadata;
	const metadata = mappingAt(template, "metadata") ?? {};
	const annotations = {
		...isMapping$1(metadata.annotations) ? metadata.annotations : {},
		"cronjob.kubernetes.io/instantiate": "manual",
		[RUN_ANNOTATION]: cronJob.metadata.annotations?.[RUN_ANNOTATION]
	};
	return {
		apiVersion: "batch/v1",
		kind: "Job",
		metadata: {
			...metadata,
			annotations,
			name: `${name.slice(0, LONGEST_PREFIX$1)}-${suffix}`,
			...namespace === void 0 ? {} : { namespace }
		},
		spec: {
			ttlSecondsAfterFinished: KEPT_SECONDS,
			...mappingAt(template, "spec")
		}
	};
}

// src/kubernetes/manifests/exact-numbers.ts
/** What the API can hold as a whole number. */
const SMALLEST = -(2n ** 63n);
const LARGEST = 2n ** 63n - 1n;
/**
* Gives every whole number of the document all its digits, as a bigint where a number of JavaScript has no room for
* them. Calls `refuse` for what no JSON number can be: `12e4567`, `.inf`, more digits than the API has room for.
*/
function makeNumbersExact(document, refuse) {
	(0, import_dist.visit)(document, { Scalar: (key, node, path) => {
		if (typeof node.value !== "number" || Number.isSafeInteger(node.value)) return;
		if (key === "key") node.value = node.source ?? String(node.value);
		else exact(node, (problem) => refuse(node.range?.[0] ?? 0, `${nameOf(path.at(-1))} ${problem}; put it in quotes if it is a text`));
	} });
}
function exact(node, refuse) {
	const whole = wholeNumber(node.source ?? "");
	if (!Number.isFinite(node.value)) refuse("is a number that JSON cannot hold (infinite, or not a number)");
	else if (whole !== void 0 && (whole < SMALLEST || whole > LARGEST)) refuse("is a whole number of more than 64 bits");
	else if (whole !== void 0) node.value = whole;
}
/** The text as a whole number, by the rules of `kubectl-yaml.ts` and the core schema; undefined for a fraction. */
function wholeNumber(source) {
	const [, sign = "", digits = ""] = /^([-+]?)(.*)$/.exec(source.replaceAll("_", "")) ?? [];
	const spelt = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits;
	if (!/^(\d+|0o[0-7]+|0x[0-9a-fA-F]+|0b[01]+)$/.test(spelt)) return void 0;
	return sign === "-" ? -BigInt(spelt) : BigInt(spelt);
}
/** Never the value: it could be a Secret's. */
function nameOf(parent) {
	return (0, import_dist.isPair)(parent) && (0, import_dist.isScalar)(parent.key) ? `${String(parent.key.value)}:` : "a value";
}

// src/kubernetes/manifests/generated-names.ts
/** Kinds that end: of any other, every deployment would leave one more behind that runs for ever. */
const KINDS = /* @__PURE__ */ new Set(["batch/Job", "/Pod"]);
/** As long as the API server lets a prefix be. */
const LONGEST_PREFIX = 58;
/** Whether a name may be made from `metadata.generateName` for this object. */
function mayHaveGeneratedName(object) {
	return KINDS.has(`${groupOf(object.apiVersion)}/${object.kind}`);
}
/**
* The object under a name of its own, made of its `generateName`. It is made here and not by the API server: an apply
* that is repeated after a lost answer then makes no second Job, and the name is known before anything is written.
*/
function withGeneratedName(object, prefix, suffix) {
	const { generateName: _, ...metadata } = object.metadata;
	return {
		...object,
		metadata: {
			...metadata,
			name: `${prefix.slice(0, LONGEST_PREFIX)}${suffix}`
		}
	};
}
/** Five characters, as the API server would add. */
function randomSuffix() {
	return Array.from(randomBytes(5), (byte) => ALPHABET[byte % ALPHABET.length]).join("");
}
/** Without vowels and what looks like them: no words come out. */
const ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

// src/kubernetes/manifests/kubectl-yaml.ts
/**
* Plain scalars that kubectl reads otherwise than YAML 1.2 does: old booleans, octal numbers by a leading zero,
* underscores in numbers. `defaultMode: 0644` must mean here what it means to kubectl, or files get another mode.
* Found by asking kubectl; unlike YAML 1.1, it takes times and dates as texts.
*/
const KUBECTL_SCALARS = [
	scalar("bool", /^(?:y|Y|yes|Yes|YES|on|On|ON)$/, () => true),
	scalar("bool", /^(?:n|N|no|No|NO|off|Off|OFF)$/, () => false),
	scalar("int", /^[-+]?0_*[0-7][0-7_]*$/, (text) => integer(text, 8)),
	scalar("int", /^[-+]?0b[01_]+$/, (text) => integer(text.replace("0b", ""), 2)),
	scalar("int", /^[-+]?[0-9](?=[0-9]*_)[0-9_]*$/, (text) => integer(text, 10)),
	scalar("float", /^[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?$/, (text) => Number(text.replaceAll("_", "")))
];
/** The tags to read manifests with: kubectl's where it differs, the core schema's for the rest. */
function kubectlTags(core) {
	return [...KUBECTL_SCALARS, ...core];
}
function scalar(type, test, resolve) {
	return {
		tag: `tag:yaml.org,2002:${type}`,
		default: true,
		test,
		resolve
	};
}
function integer(text, base) {
	return Number.parseInt(text.replaceAll("_", ""), base);
}

// src/kubernetes/manifests/limits.ts
const MOST_OBJECTS = 1e3;
/** Refuses a set of too many objects. */
function checkCount(count) {
	if (count <= MOST_OBJECTS) return;
	const message = `The templates render ${count} objects, more than the ${MOST_OBJECTS} of one deployment; check the loops in the templates, or deploy several services`;
	throw new UserError("manifests-too-large", message);
}

// src/kubernetes/manifests/object-head.ts
const GROUP_VERSION = /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const KIND = /^[A-Za-z]([-A-Za-z0-9]*[A-Za-z0-9])?$/;
/**
* What names an object and cannot be a part of an address of the API, in one line; undefined where all of it can. The API server
* would take another address for it, or none.
*/
function headProblem({ apiVersion, kind, name, namespace }) {
	if (!KIND.test(kind)) return `the kind ${quoted(kind)} is none: letters, digits and "-", such as Deployment`;
	if (!GROUP_VERSION.test(apiVersion)) return `the apiVersion ${quoted(apiVersion)} of this ${kind} is none: write VERSION or GROUP/VERSION, such as apps/v1`;
	if (!isPathSegment(name)) return `the name ${quoted(name)} of this ${kind} cannot be one: no "/", no "%", no control characters, not "." or ".."`;
	if (namespace !== void 0 && !isNamespaceName(namespace)) return `the namespace ${quoted(namespace)} of ${kind}/${name} cannot be one: small letters, digits and "-"`;
}
/** As the API server has it for every kind; most kinds allow less, which it says itself. */
function isPathSegment(name) {
	return name !== "." && name !== ".." && !/[/%\p{Cc}\u2028\u2029]/u.test(name) && name.isWellFormed();
}
function quoted(text) {
	return JSON.stringify(cut(oneLine(text.toWellFormed()), 60));
}

// src/kubernetes/manifests/yaml-problem.ts
/** What each error of the parser means, without its own words: they quote the text, which could be a Secret. */
const MEANINGS = {
	ALIAS_PROPS: "an alias cannot have a tag or an anchor",
	BAD_ALIAS: "an alias has no name, or a name with a colon at its end",
	BAD_COLLECTION_TYPE: "a list or mapping has the tag of another type",
	BAD_DIRECTIVE: "a directive (a line that begins with %) is unknown or incomplete",
	BAD_DQ_ESCAPE: "a double-quoted string has an unknown escape",
	BAD_INDENT: "the indentation is wrong",
	BAD_PROP_ORDER: "a tag or an anchor is in the wrong place",
	BAD_SCALAR_START: "a string begins with a reserved character; put it in quotes",
	BLOCK_AS_IMPLICIT_KEY: "a mapping is on the line of a key, as in \"a: b: c\"; put strings with a colon in quotes",
	BLOCK_IN_FLOW: "an indented list or mapping is inside [] or {}",
	DUPLICATE_KEY: "a key occurs twice",
	IMPOSSIBLE: "it cannot be read",
	KEY_OVER_1024_CHARS: "a key is longer than 1024 characters; is a colon or a quote missing?",
	MISSING_CHAR: "something is missing: a colon after a key, a comma, a closing quote or bracket",
	MULTILINE_IMPLICIT_KEY: "a key spans several lines; is a colon or a quote missing?",
	MULTIPLE_ANCHORS: "a value has two anchors",
	MULTIPLE_DOCS: "there are several documents where one is expected",
	MULTIPLE_TAGS: "a value has two tags",
	NON_STRING_KEY: "a key is not a string",
	RESOURCE_EXHAUSTION: "it is nested too deeply or too large",
	TAB_AS_INDENT: "a tab is used as indentation; use spaces",
	TAG_RESOLVE_FAILED: "a tag does not fit its value",
	UNEXPECTED_TOKEN: "unexpected characters, after a quote, a bracket, or the | or > of a block string"
};
/** What is wrong with a text that is not YAML: words and code. */
function yamlProblem(code) {
	return `${MEANINGS[code] ?? MEANINGS.IMPOSSIBLE} (${code})`;
}

// src/kubernetes/manifests/parse.ts
/**
* Reads rendered files as multi-document YAML. Documents without content are skipped: templates often render to a
* comment alone. `List` kinds are expanded. `image` is the reference that is to be deployed, by digest: containers
* from its repository must have exactly that. Throws one `UserError` (refused) that holds every finding of the set.
*/
function parseManifests(files, options = {}) {
	const findings = [];
	const { suffix = randomSuffix } = options;
	refuseLargeFiles(files.map(({ file, text }) => ({
		file,
		bytes: Buffer.byteLength(text)
	})));
	const manifests = files.flatMap((file) => readFile$1(file, findings)).map((manifest) => ({
		...manifest,
		object: named(manifest.object, suffix)
	})).flatMap((manifest) => withRun(manifest, suffix));
	if (manifests.length === 0 && findings.length === 0) throw new UserError("manifests-empty", "The templates render no object: there is nothing to deploy");
	checkCount(manifests.length);
	const checked = checkSet(manifests, options.image);
	findings.push(...checked.findings);
	if (findings.length > 0) throw refusal(findings);
	return {
		manifests,
		warnings: checked.warnings
	};
}
function refusal(findings) {
	const isOfOneKind = findings.every(({ reason }) => reason === findings[0]?.reason);
	return UserError.from(findings, isOfOneKind ? {} : { reason: "manifests-rejected" });
}
function readFile$1({ file, text }, findings) {
	const lines = new import_dist.LineCounter();
	const lineAt = (offset) => lines.linePos(offset).line;
	const refuse = (line, problem) => {
		findings.push({
			reason: "manifest-invalid",
			where: `${file}:${line}`,
			text: problem
		});
	};
	const found = [];
	const options = {
		lineCounter: lines,
		version: "1.2",
		merge: true,
		prettyErrors: false,
		customTags: kubectlTags
	};
	for (const document of (0, import_dist.parseAllDocuments)(text, options)) {
		const [error] = document.errors;
		if (error !== void 0) {
			refuse(lineAt(error.pos[0]), `not YAML: ${yamlProblem(error.code)}`);
			continue;
		}
		if (document.contents === null) continue;
		const line = lineAt(document.contents.range?.[0] ?? 0);
		const before = findings.length;
		makeNumbersExact(document, (offset, problem) => refuse(lineAt(offset), problem));
		if (findings.length > before) continue;
		const value = plain(document, (problem) => refuse(line, problem));
		if (value === null || value === void 0) continue;
		if (!(0, import_dist.isMap)(document.contents) || !isMapping$1(value)) {
			refuse(line, "a Kubernetes object is a mapping with apiVersion, kind and metadata; this is not one");
			continue;
		}
		for (const item of expand(value)) {
			const problem = problemOf(item);
			if (problem === void 0) found.push({
				object: item,
				file,
				line
			});
			else refuse(line, problem);
		}
	}
	return found;
}
function plain(document, refuse) {
	try {
		return document.toJS({ maxAliasCount: 100 });
	} catch {
		refuse("not YAML: its aliases do not resolve, or there are too many");
		return;
	}
}
function expand(value) {
	return typeof value.kind === "string" && value.kind.endsWith("List") && Array.isArray(value.items) ? value.items.flatMap((item) => isMapping$1(item) ? expand(item) : [item]) : [value];
}
/** With a name of its own, where it has only a prefix of one. */
function named(object, suffix) {
	const { name, generateName } = object.metadata;
	return !isText(name) && isText(generateName) ? withGeneratedName(object, generateName, suffix()) : object;
}
function problemOf(value) {
	if (!isMapping$1(value)) return "a Kubernetes object is a mapping with apiVersion, kind and metadata; this is not one";
	const metadata = isMapping$1(value.metadata) ? value.metadata : {};
	if (!isText(value.apiVersion)) return `${isText(value.kind) ? `this ${value.kind}` : "the object"} has no apiVersion`;
	if (!isText(value.kind)) return "the object has no kind";
	const { apiVersion, kind } = value;
	const prefix = isText(metadata.name) ? void 0 : metadata.generateName;
	if (isText(prefix) && !mayHaveGeneratedName({
		apiVersion,
		kind
	})) return `the ${kind} uses generateName: every deployment would create another one; give it a name`;
	const name = isText(prefix) ? prefix : metadata.name;
	if (!isText(name)) return `the ${kind} has no metadata.name`;
	if (metadata.namespace !== void 0 && !isText(metadata.namespace)) return `the namespace of ${kind}/${name} is not a string`;
	return headProblem({
		apiVersion,
		kind,
		name,
		namespace: metadata.namespace
	});
}
function isText(value) {
	return typeof value === "string" && value !== "";
}

// src/tools/base-url.ts
/**
* Reads a base URL. Credentials in it (`https://user:password@mirror.example`) become a header: addresses are written to logs and
* errors. Plain http is taken: what is downloaded is worth nothing without its checksum. Throws `input-invalid`.
*/
function readMirror(text, input) {
	const url = URL.parse(text);
	if (url === null || url.protocol !== "https:" && url.protocol !== "http:") throw new UserError("input-invalid", `Input "${input}" is not an http or https address; give one such as https://mirror.example/gomplate`);
	const login = [url.username, url.password].map((part) => decodeURIComponent(part)).join(":");
	if (login !== ":" && !isSecureUrl(url)) throw new UserError("input-invalid", `Input "${input}" sends a password over plain http; use https`);
	return {
		url: `${url.origin}${withoutTrailing(url.pathname, "/")}`,
		authorization: login === ":" ? void 0 : `Basic ${Buffer.from(login).toString("base64")}`
	};
}

// src/tools/checksum.ts
/** The SHA-256 of a file, in hex. */
async function sha256Of(path) {
	const hash = createHash("sha256");
	await pipeline(createReadStream(path), hash);
	return hash.digest("hex");
}

// src/tools/fetch-file.ts
/** Bytes of one file: several times what the tools have. */
const MOST_DOWNLOAD = 268435456;
const PAUSES_MS = [1e3, 4e3];
const TEMPORARY = [
	408,
	429,
	500,
	502,
	503,
	504
];
/** The answer is none that a repeated request would change. */
var Refused = class extends Error {
	name = "Refused";
};
/** Fetches a file; three times at most where that may help. Rejects with the signal's reason, or with why it could not be had. */
async function fetchFile(file, { clock, env, signal, mostBytes = MOST_DOWNLOAD }) {
	const send = withLimitedAnswers(await proxiedFetch(env), mostBytes);
	const headers = file.authorization === void 0 ? {} : { authorization: file.authorization };
	await retry(async () => {
		const answer = await send(file.url, {
			headers,
			signal
		});
		if (!answer.ok || answer.body === null) {
			await answer.body?.cancel();
			const why = `it answers ${answer.status}`;
			throw TEMPORARY.includes(answer.status) ? new Error(why) : new Refused(why);
		}
		await pipeline(Readable.fromWeb(answer.body), createWriteStream(file.to, { mode: 384 }), { signal });
	}, (caught, { tries }) => {
		const thrown = withMachineFaults(caught);
		if (thrown instanceof UserError) return {
			kind: "give-up",
			error: thrown
		};
		const wait = PAUSES_MS[tries - 1];
		const lasting = thrown instanceof Refused || thrown instanceof AnswerTooLarge;
		if (wait !== void 0 && !lasting) return {
			kind: "retry",
			wait
		};
		const why = thrown instanceof AnswerTooLarge ? messageOf(thrown) : networkMessage(thrown);
		return {
			kind: "give-up",
			error: new Error(why, { cause: thrown })
		};
	}, {
		clock,
		signal
	});
}

// src/tools/download.ts
/** A mirror that accepts the connection and then says nothing must not use up the deployment's whole time. */
const DOWNLOAD_TIMEOUT_MS = 3e5;
/** The tool from the runner's cache or from its address, verified before anybody can run it in both cases. */
async function downloaded(download, tools) {
	const { tool, version, url, sha256 } = download;
	const { log, toolCache } = tools;
	const cache = toolCache ?? await import("./actions-tool-cache-lib-tool-cache.js");
	const folder = cache.find(tool, version);
	if (folder !== "") {
		const path = join(folder, tool);
		if (await sha256Of(path).catch(() => void 0) === sha256) return {
			path,
			origin: "from the tool cache, checksum verified"
		};
		log.warning(`${tool} ${version} in the tool cache (${folder}) does not have the expected checksum: it is downloaded again`);
	}
	const file = join(tools.folder, randomUUID());
	try {
		await fetched(download, file, tools);
		const got = await sha256Of(file);
		if (got !== sha256) throw new UserError("checksum-mismatch", `${url} does not have the expected checksum and was not run: expected SHA-256 ${sha256}, got ${got}; check "${download.inputs.baseUrl}" (is it an unchanged copy of the release?) and "${download.inputs.checksum}"`);
		await chmod(file, 493);
		return {
			path: join(await cache.cacheFile(file, tool, tool, version), tool),
			origin: `downloaded from ${url}, checksum verified`
		};
	} finally {
		await rm(file, { force: true });
	}
}
async function fetched({ tool, version, url, authorization, inputs }, to, { signal, env, clock = systemClock, mostBytes }) {
	signal?.throwIfAborted();
	const limit = AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS);
	const either = signal === void 0 ? limit : AbortSignal.any([signal, limit]);
	try {
		await fetchFile({
			url,
			authorization,
			to
		}, {
			clock,
			env,
			signal: either,
			...mostBytes && { mostBytes }
		});
	} catch (cause) {
		signal?.throwIfAborted();
		if (cause instanceof UserError) throw cause;
		const why = limit.aborted ? `no end after ${DOWNLOAD_TIMEOUT_MS / 6e4} minutes` : messageOf(cause);
		throw new UserError("download-failed", `${tool} ${version} could not be downloaded from ${url}: ${why}; check "${inputs.baseUrl}", or put ${tool} ${version} on the PATH`, { cause });
	}
}

// src/tools/pinned.ts
/**
* The gomplate releases that this action knows, with the SHA-256 of each binary as its maker publishes them
* (`checksums-v<version>_sha256.txt` beside the binaries).
*/
const GOMPLATE_CHECKSUMS = {
	"4.3.3": {
		"linux-amd64": "ca281666e86f2f09218c1653e1908f572c0e349e9de64cb4ea93ade9333f0596",
		"linux-arm64": "25bd73720ff470cec0dfaa31ca2c436b30f86142db9af68382ce64e0f3e7b9c5",
		"darwin-amd64": "3bd05501b63c407d7647a14cc1e37bf04f8bb40de90e9d5ac80598e45a658235",
		"darwin-arm64": "a3f6dd646d73840737e98fec6296e5c9ca95fcdd21fbdd0f4591aceab06f926d"
	},
	"5.0.0": {
		"linux-amd64": "084469b46bd5d7da3acd7a8255fac1fb31d3fe054d717c3d4850f14624fbb177",
		"linux-arm64": "a5759bf822b9b350e31633481af63d0fedcfc6f8837470abd9bf0223729b8a51",
		"darwin-amd64": "eb885d994eb63170fe1e3c58e022df40e86eb342f24c910df6d0f58dff39610e",
		"darwin-arm64": "89187f06c3d4cf6af7ae764a9efd37c5749f77bf1238435083215f9924fa9b02"
	},
	"5.1.0": {
		"linux-amd64": "b48d0eae35540fa0dff0c69372b59a6f8f146e3cf5df77b775670894e14b3315",
		"linux-arm64": "7677c41d171d25f87a0890201f6b261729c4bf1ab793237dbb33a4c1b0585c07",
		"darwin-amd64": "11a1e205a55703797bfdf66ca820ddbe5007db86f96f441d8db7f0d734633b7a",
		"darwin-arm64": "19641d717b9e82ce12f65fbca6408f804f8cdbe8ba5975567f19198cfd6a2aec"
	},
	"5.2.0": {
		"linux-amd64": "a235564c12f12e755c06e3ab2af414ab1e3f5b1f142eb82ea2d8086145670a81",
		"linux-arm64": "f445888455c30fa80a3ddce1643baadcdbe1a0207eb6c0de300a38a2c3fb64a2",
		"darwin-amd64": "a02249bfc8f4b04884206541bece6d17f704cd16a15c942a5dbc99c716aabb9a",
		"darwin-arm64": "c98586205d84e2c6af7d3efa86ae11071aaafda81f592bc979f822638a9d4ec1"
	}
};
/** The machine's platform in these words; `undefined` for one that has no pinned binaries. */
function platformOf(os, arch) {
	const word = {
		x64: "amd64",
		arm64: "arm64"
	}[arch];
	return (os === "linux" || os === "darwin") && (word === "amd64" || word === "arm64") ? `${os}-${word}` : void 0;
}

// src/tools/gomplate.ts
/** Finds gomplate: the one on the PATH if it has exactly the wanted version, else one with the right checksum. */
async function findGomplate(wanted) {
	const { version } = wanted;
	if (!/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version)) throw new UserError("input-invalid", `Input "gomplate-version" is ${JSON.stringify(version)}; write a full version such as 5.1.0`);
	const onPath = await gomplateOnPath(wanted);
	if (onPath !== void 0) return {
		path: onPath,
		version,
		origin: `from the PATH (${onPath})`
	};
	return {
		...await downloaded(pinnedDownload(wanted), wanted),
		version
	};
}
async function gomplateOnPath({ version, exec, env, log, signal }) {
	const path = programOnPath("gomplate", env.PATH);
	if (path === void 0) return void 0;
	const { exitCode, stdout } = await exec(path, ["--version"], {
		env,
		signal,
		timeoutMs: 15e3
	});
	const found = /\bv?(\d+\.\d+\.\d+\S*)/.exec(stdout)?.[1];
	if (exitCode === 0 && found === version) return path;
	const why = found === void 0 ? "does not say its version" : `is version ${found}`;
	log.info(`${path} ${why}, wanted is ${version}: it is not used`);
}
function pinnedDownload(wanted) {
	const { version } = wanted;
	const { os, arch } = wanted.platform ?? {
		os: process.platform,
		arch: process.arch
	};
	const platform = platformOf(os, arch);
	if (platform === void 0) throw new UserError("platform-unsupported", `There is no gomplate for ${os} on ${arch} that this action knows; use a Linux or macOS runner on x64 or arm64, or put gomplate ${version} on the PATH`);
	const mirror = readMirror(wanted.baseUrl, "gomplate-base-url");
	return {
		tool: "gomplate",
		version,
		url: `${mirror.url}/v${version}/gomplate_${platform}`,
		authorization: mirror.authorization,
		sha256: checksumOf(wanted, GOMPLATE_CHECKSUMS[version]?.[platform]),
		inputs: {
			checksum: "gomplate-checksum",
			baseUrl: "gomplate-base-url"
		}
	};
}
function checksumOf({ version, checksum }, pinned) {
	if (checksum !== void 0) {
		if (/^[0-9a-f]{64}$/i.test(checksum)) return checksum.toLowerCase();
		throw new UserError("input-invalid", `Input "gomplate-checksum" is not a SHA-256; give its 64 hexadecimal digits`);
	}
	if (pinned !== void 0) return pinned;
	throw new UserError("gomplate-version-unknown", `The checksum of gomplate ${version} is not known here (known: ${Object.keys(GOMPLATE_CHECKSUMS).join(", ")}); give it in the input "gomplate-checksum", or use a known version`);
}

// src/delivery/release/render.ts
/**
* Renders the templates as they are in the commit, not in the work tree, and reads the objects; secrets found in them are
* masked before anything else is started.
*/
async function render(it) {
	const { exec, log, masks, signal, folder, paths, childEnv: env } = it;
	const gomplate = await findGomplate({
		...it.settings.gomplate,
		exec,
		log,
		env,
		signal,
		folder
	});
	log.info(`gomplate ${gomplate.version} ${gomplate.origin}`);
	const exported = await exportCommit({
		workspace: paths.workspace,
		sha: it.deploy.commit,
		paths: [paths.templates, ...paths.values],
		folder,
		exec,
		env,
		signal
	});
	const files = await renderTemplates({
		gomplate: gomplate.path,
		paths: {
			...paths,
			workspace: exported
		},
		context: it.deploy,
		secretEnv: it.settings.secretEnv,
		folder,
		exec,
		masks,
		log,
		signal
	});
	const set = parseManifests(files, { image: it.deploy.image });
	masks.exempt(...set.manifests.flatMap(({ object: { metadata } }) => [metadata.name, metadata.namespace ?? []].flat()));
	masks.addAll(secretValues(set));
	for (const { object, file, line } of set.manifests) log.info(`${nameOf$1(object)} ${file}:${line}`);
	return set;
}

// src/git/work-tree.ts
/**
* Whether the checked-out tree is the commit: HEAD is its SHA, and git sees no change in what the deployment reads,
* tracked, untracked or ignored, also behind symbolic links. No finding means yes; whatever cannot be read is one.
*
* This reports early that the checkout was changed. It is not what the deployment relies on: git can be
* configured not to look (assume-unchanged, sparse checkouts, filters), and files can change later. What is rendered comes out of
* the commit itself (`exportCommit`).
*/
async function checkWorkTree({ sha, paths, ...around }) {
	const behind = await resolvedPaths(around.workspace, paths);
	const asked = [.../* @__PURE__ */ new Set([...paths, ...behind.paths])];
	const place = {
		...around,
		workspace: behind.workspace
	};
	const { exitCode, stdout, stderr } = await runGit(place, statusArgs(asked)).catch(missingGit);
	if (exitCode !== 0) return [notATree(`the checked-out repository cannot be read (${(stderr.trim().split("\n")[0] ?? "") || `git ended with exit code ${exitCode}`}): ${CHECKOUT_ADVICE}`)];
	const { head, changes } = readStatus(stdout);
	const findings = [];
	if (head !== sha) findings.push({
		reason: "commit-not-checked-out",
		text: `${head === void 0 ? "no commit is checked out" : `another commit is checked out (${shortSha(head)})`}: ${CHECKOUT_ADVICE}`
	});
	return [...findings, ...fewOf(changes)];
}
function notATree(text) {
	return {
		reason: "work-tree-missing",
		text
	};
}
function missingGit(thrown) {
	if (thrown instanceof UserError && thrown.reason === "program-missing") return {
		exitCode: -1,
		stdout: "",
		stderr: thrown.message
	};
	throw thrown;
}
/** One process answers both questions. */
function statusArgs(paths) {
	return [
		"status",
		"--porcelain=v2",
		"--branch",
		"-z",
		"--no-renames",
		"--untracked-files=all",
		"--ignored=traditional",
		"--ignore-submodules=none",
		"--",
		...paths
	];
}
const TEXTS = {
	changed: "differs from the commit",
	untracked: "is not in the commit",
	ignored: "is not in the commit (ignored by git)"
};
const MAX_FINDINGS = 10;
function fewOf(changes) {
	const findings = changes.slice(0, MAX_FINDINGS).map(({ path, kind }) => ({
		reason: "work-tree-changed",
		where: path,
		text: `${TEXTS[kind]}; only what is in the commit may be deployed: do not write there before this step`
	}));
	const more = changes.length - MAX_FINDINGS;
	return more <= 0 ? findings : [...findings, {
		reason: "work-tree-changed",
		text: `and ${more} more files that are not as in the commit`
	}];
}

// src/registry/image-lookup.ts
/** Looks an image up by its tag; no engine is needed. Throws `image-missing` when there is none. */
async function lookUpImage(lookup) {
	const { repository, tag } = lookup;
	const registry = registryClient(lookup);
	const found = await registry.readManifest(tag);
	if (found === void 0) {
		const text = `no image for this commit in ${repository.name}: check that its build passed and pushed it`;
		throw new UserError("image-missing", text, { findings: [{
			reason: "image-missing",
			where: `${repository.name}:${tag}`,
			text
		}] });
	}
	const { digest, mediaType } = found;
	const origins = originsOf(registry, found).catch((thrown) => {
		lookup.signal?.throwIfAborted();
		return { unreadable: messageOf(thrown) };
	});
	origins.catch(() => void 0);
	return {
		digest,
		mediaType,
		reference: `${repository.name}@${digest}`,
		origins
	};
}

export { checkWorkTree, connectWithKubectl, credentialHelpers, gitLocks, lookUpImage, render };