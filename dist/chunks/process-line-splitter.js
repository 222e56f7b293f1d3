import { c as UserError } from "./time-system-clock.js";
import { StringDecoder } from "node:string_decoder";

// src/process/wait.ts
/** What is stopped by INT has this long to end by itself: the runner kills the step 10 s after its own INT. */
const STOP_GRACE_MS = 4e3;
/** Waits for a process group; stops it, children included, when the signal is aborted, and rejects with its reason. */
async function endOfGroup(group, signal) {
	let stopping;
	const stop = () => {
		stopping = group.stop(STOP_GRACE_MS);
	};
	if (signal.aborted) stop();
	else signal.addEventListener("abort", stop, { once: true });
	try {
		const end = await group.ended;
		await stopping;
		signal.throwIfAborted();
		return end;
	} finally {
		signal.removeEventListener("abort", stop);
	}
}
/** Waits for work that goes on by itself, no longer than the signal allows: rejects with its reason then. */
async function untilAborted(work, signal) {
	const aborted = Promise.withResolvers();
	const abort = () => aborted.reject(signal.reason);
	if (signal.aborted) abort();
	else signal.addEventListener("abort", abort, { once: true });
	try {
		return await Promise.race([aborted.promise, work]);
	} finally {
		signal.removeEventListener("abort", abort);
	}
}

// src/docker/build-arguments.ts
/** An image with an index around it cannot be held by the engine: it is built first, and pushed from the cache. */
function needsDirectPush(plan) {
	return plan.platforms.length > 1 || plan.provenance !== "none" || plan.sbom !== void 0;
}
/** The arguments of `docker`, run in the workspace. No value of a secret is among them. */
function buildArguments(plan, builder, output, files) {
	const isBuildx = builder.kind === "buildx";
	return [
		...isBuildx ? ["buildx", "build"] : ["build"],
		...builder.kind === "classic" ? [] : ["--progress", "plain"],
		...isBuildx ? [`--provenance=${provenance(plan, output)}`, `--sbom=${sbom(plan, output)}`] : [],
		...isBuildx ? outputArguments(plan, output, files) : [],
		...["--file", local(plan.dockerfile)],
		...plan.target === void 0 ? [] : ["--target", plan.target],
		...plan.platforms.length === 0 ? [] : ["--platform", plan.platforms.join(",")],
		...[...plan.buildArgs].flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
		...plan.secrets.flatMap(({ id, variable }) => ["--secret", `id=${id},env=${variable}`]),
		...[...plan.labels].flatMap(([name, value]) => ["--label", `${name}=${value}`]),
		...extraArguments(plan, isBuildx, output),
		...cacheArguments(plan, isBuildx, output),
		...output === "engine" ? [
			"--tag",
			`${plan.repository}:${plan.tag}`,
			"--iidfile",
			files.imageId
		] : [],
		local(plan.context)
	];
}
/** The engine takes no attestation: what is tested in it gets one when it is pushed. */
function provenance({ provenance: wanted }, output) {
	return wanted === "none" || output === "engine" ? "false" : `mode=${wanted}`;
}
function sbom({ sbom: wanted }, output) {
	return wanted === void 0 || output === "engine" ? "false" : wanted;
}
function extraArguments(plan, isBuildx, output) {
	const isFirst = output !== "registry";
	const { noCache, pull, buildContexts, ssh, network } = plan;
	return [
		...noCache && isFirst ? ["--no-cache"] : [],
		...pull && isFirst ? ["--pull"] : [],
		...[...buildContexts].flatMap(([name, where]) => ["--build-context", `${name}=${contextAddress(where)}`]),
		...ssh.flatMap((each) => ["--ssh", each]),
		...network === void 0 ? [] : ["--network", network],
		...network === "host" && isBuildx ? ["--allow", "network.host"] : []
	];
}
/** A folder of the workspace looks like one, whatever its name is. */
function contextAddress(where) {
	return isContextAddress(where) ? where : local(where);
}
/** Whether a named context is not a folder: `docker-image://`, `oci-layout://`, `target:`, a repository or an archive. */
function isContextAddress(where) {
	return /^(?:[a-z][a-z0-9+.-]*:|git@)/.test(where);
}
/** Into the registry without a tag: that is written when it is seen that the right thing is there. */
function outputArguments({ repository }, output, { metadata }) {
	if (output === "engine") return ["--load"];
	if (output === "cache") return ["--output", "type=cacheonly"];
	return [
		"--output",
		`type=image,name=${repository},push-by-digest=true,name-canonical=true,push=true`,
		"--metadata-file",
		metadata
	];
}
/** The cache is written when the image is built first; that of the registry only by runs that push. */
function cacheArguments(plan, isBuildx, output) {
	const { cache, repository, firstParent, tagSuffix } = plan;
	const registry = `type=registry,ref=${repository}:build-cache${tagSuffix}`;
	switch (cache) {
		case "none": return [];
		case "gha": {
			const gha = `type=gha,scope=${repository}${tagSuffix}`;
			return [
				"--cache-from",
				gha,
				...output === "registry" ? [] : ["--cache-to", `${gha},mode=max,ignore-error=true`]
			];
		}
		case "registry": {
			const written = `${registry},mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true`;
			return [
				"--cache-from",
				registry,
				...plan.push && output !== "registry" ? ["--cache-to", written] : []
			];
		}
		case "inline": {
			const to = isBuildx ? ["--cache-to", "type=inline"] : ["--build-arg", "BUILDKIT_INLINE_CACHE=1"];
			if (firstParent === void 0) return to;
			const parent = `${repository}:${firstParent}${tagSuffix}`;
			return [
				"--cache-from",
				isBuildx ? `type=registry,ref=${parent}` : parent,
				...to
			];
		}
	}
}
/** A path that docker takes for neither an option nor an address, whatever its name is. */
function local(path) {
	return path === "." ? path : `./${path}`;
}

// src/text/excerpt.ts
/**
* The beginning of a line, at most `most` characters. It is cut between words: the runner's masks know no half of a secret.
*/
function excerpt(line, most) {
	const points = [...line];
	if (points.length <= most) return line;
	const start = points.slice(0, most).join("");
	const blank = start.search(/\s\S*$/);
	return `${blank < 0 ? "" : start.slice(0, blank + 1)}…`;
}

// src/docker/problem.ts
function loginStep(registry) {
	return `log in to ${registry} in a step before this one (docker/login-action)`;
}
/** What goes wrong outside of the user's own Dockerfile, by docker's words for it. The first that fits is it. */
const KNOWN = [
	{
		pattern: /\bHTTP 413\b|: 413\b|request entity too large|payload too large/i,
		text: "a proxy in front of the registry takes no layer of this size (413); raise its limit (nginx: client_max_body_size), or make the layers smaller"
	},
	{
		pattern: /unsupported frontend capability/i,
		reason: "builder-limit",
		text: "the engine is too old for an input (build-contexts need Docker Engine 23); add docker/setup-buildx-action in a step before this one, or leave it out"
	},
	{
		pattern: /not found in build context|excluded by \.dockerignore|no source files were specified|failed to (?:compute cache key|calculate checksum).*: "[^"]*": not found|(?:COPY|ADD) failed: .*(?:no such file|file does not exist)/i,
		text: "a file that the Dockerfile copies is not in the build context; is it in the repository, below the input \"context\", and does .dockerignore leave it out? BuildKit reads <Dockerfile>.dockerignore instead, where there is one"
	},
	{
		pattern: /no space left on device/i,
		reason: "disk-full",
		text: "the disk is full; free some space on the runner"
	},
	{
		pattern: /cannot connect to the docker daemon|is the docker daemon running|dial unix .*(connection refused|no such file)/i,
		reason: "docker-engine-unreachable",
		text: "no Docker engine answers; is it running, and is DOCKER_HOST right?"
	},
	{
		pattern: /error during connect|unexpected EOF|error reading from server: EOF|: EOF$|connection reset by peer|broken pipe|transport is closing|read\/write on closed pipe|code = (Unavailable|Canceled)/i,
		reason: "docker-engine-died",
		text: "lost the connection to the Docker engine; look at its log, then run this job again"
	},
	{
		pattern: /toomanyrequests|too many requests|\b429\b/i,
		reason: "registry-busy",
		text: "the rate limit of the registry is used up (429); run this job again later, or log in",
		baseText: ({ image, registry }) => `the rate limit of ${registry} is used up (429), where the base image ${image} is; ${loginStep(registry)}, or run this job again later`
	},
	{
		pattern: /unauthorized|authentication required|no basic auth credentials|\b40[13]\b|denied|insufficient_scope/i,
		reason: "registry-denied",
		text: "the registry denied access (401 or 403); check the login and its permissions (packages: write on ghcr.io)",
		baseText: ({ image, registry }) => `${registry} denied access to the base image ${image} (401 or 403), or has no such image; ${loginStep(registry)}: "registry-username" is for the registry of "image" alone`
	},
	{
		pattern: /name unknown|repository .*(not found|does not exist)|manifest (unknown|for .* not found)|\b404\b/i,
		reason: "registry-repository-missing",
		text: "the registry has no such repository or image (404); check the name, and create the repository if the registry needs it first",
		baseText: ({ image, registry }) => `${registry} has no base image ${image} (404); check its name and tag in the Dockerfile`
	},
	{
		pattern: /\b50[0-4]\b|unexpected HTTP status|TLS handshake timeout|i\/o timeout|no such host|connection refused/i,
		reason: "registry-unreachable",
		text: "the registry failed or did not answer; run this job again later",
		baseText: ({ image, registry }) => `${registry}, where the base image ${image} is, failed or did not answer; run this job again later`
	}
];
/** Reasons that may be temporary. */
const TEMPORARY = /* @__PURE__ */ new Set(["registry-busy", "registry-unreachable"]);
/** Characters of a line that are searched for known words. A line may be a MiB long, and what it says of the failure is not. */
const LONGEST_LINE = 1e4;
/** Lines that docker writes about the failure itself, not those of the programs it runs. */
const DOCKER_LINE = /^(?:#\d+ )?(?:ERROR|error|Error response from daemon|failed to|denied|unauthorized|toomanyrequests|Cannot connect|COPY failed|ADD failed|The command |unknown:|manifest |pull access denied|received |Get "|Head "|Patch "|Put "|Post ")/;
/**
* Why docker failed, in one line. `what` begins it: "image failed", "push failed". A program of the user's that prints
* "denied" is not mistaken for a registry: only docker's own last words are read.
*/
function dockerProblem(what, fallback, printed) {
	const lines = printed.map((line) => line.slice(0, LONGEST_LINE));
	const spoken = lines.filter((line) => line.trim() !== "");
	const own = (fallback === "build-failed" ? spoken.filter((line) => DOCKER_LINE.test(line.trim())) : spoken).slice(-3);
	const said = own.at(-1) ?? spoken.at(-1) ?? "docker printed nothing";
	const isOwnCommand = own.some((line) => /did not complete successfully: exit code|executor failed running|returned a non-zero code/.test(line));
	const found = KNOWN.find(({ pattern, reason }) => {
		if (reason === "disk-full") return lines.slice(-5).some((line) => pattern.test(line));
		if (isOwnCommand) return false;
		return (reason?.startsWith("docker-engine-") ? lines.slice(-5) : own).some((line) => pattern.test(line));
	});
	const quoted = excerpt(said.trim(), 300);
	if (found === void 0) return new UserError(fallback, `${what}: ${quoted}`);
	const base = fallback === "build-failed" ? baseImageIn(own) : void 0;
	const text = base === void 0 ? found.text : found.baseText?.(base) ?? found.text;
	return new UserError(found.reason ?? fallback, `${what}: ${text} (${quoted})`);
}
/** How docker names a base image that it could not get: the classic builder, its engine, BuildKit. */
const BASE_IMAGES = [
	/failed to resolve source metadata for (\S+?):? /,
	/pull access denied for ([^\s,]+)/,
	/manifest for (\S+) not found/,
	/(?:GET|HEAD) "https?:\/\/([^/"]+\/)v2\/([^"]+?)\/(?:manifests|blobs)\//i
];
function baseImageIn(lines) {
	for (const pattern of BASE_IMAGES) {
		const found = lines.map((line) => pattern.exec(line)).find((match) => match !== null);
		if (found === void 0) continue;
		const image = found.slice(1).join("").replace(/^registry-1\.docker\.io\//, "docker.io/");
		const [first = ""] = image.split("/");
		return {
			image,
			registry: image.includes("/") && (/[.:]/.test(first) || first === "localhost") ? first : "docker.io"
		};
	}
}
/** Whether a retry may succeed. */
function isTemporary({ reason }) {
	return TEMPORARY.has(reason);
}
/** Why a cache could not be written, in BuildKit's words; the build goes on without. Only the step shows it, not the line. */
function cacheProblem(lines) {
	const steps = /* @__PURE__ */ new Set();
	for (const line of lines) {
		const [, step = "", text = ""] = /^(#\d+) (.*)$/.exec(line) ?? [];
		if (/^exporting cache\b/.test(text)) steps.add(step);
		else if (steps.has(step) && text.startsWith("ERROR: ")) return text.slice(7);
	}
}

// src/process/line-splitter.ts
/** Nothing that a person reads is longer; a stream without a line break must not fill the memory. In characters. */
const MAX_LINE = 1048576;
/** Cuts a stream of bytes into lines. A character that spans two chunks stays whole, a last line may lack its break. */
var LineSplitter = class {
	#decoder = new StringDecoder("utf8");
	#maxLine;
	/** The beginning of a line, in the pieces in which it came. */
	#rest = [];
	#length = 0;
	constructor(maxLine = MAX_LINE) {
		this.#maxLine = maxLine;
	}
	/** Takes a chunk, answers the lines that it completes. */
	add(chunk) {
		const parts = this.#decoder.write(chunk).split("\n");
		const last = parts.pop() ?? "";
		if (parts.length > 0) parts[0] = this.#take() + parts[0];
		this.#rest.push(last);
		this.#length += last.length;
		if (this.#length > this.#maxLine) parts.push(this.#take());
		return parts.map(withoutReturn);
	}
	/** What came after the last line break, if anything. */
	end() {
		const rest = this.#take() + this.#decoder.end();
		return rest === "" ? [] : [withoutReturn(rest)];
	}
	#take() {
		const text = this.#rest.join("");
		this.#rest = [];
		this.#length = 0;
		return text;
	}
};
function withoutReturn(line) {
	return line.endsWith("\r") ? line.slice(0, -1) : line;
}

export { excerpt as a, needsDirectPush as c, isTemporary as i, endOfGroup as l, cacheProblem as n, buildArguments as o, dockerProblem as r, isContextAddress as s, LineSplitter as t, untilAborted as u };