import { c as UserError } from "./time-system-clock.js";
import { n as parseTagRule } from "./delivery-image-plan-extra-tags.js";
import { n as parseImageRepository } from "./domain-image-reference.js";
import { a as pathPattern, n as PATH_PATTERN_WORDS } from "./policy-path-patterns.js";
import { a as linesOf, o as optionalText, r as flagOf } from "./runner-inputs.js";
import { t as BUILD_INPUTS } from "./actions-build-main.js";

// src/delivery/image/plan/command-parts.ts
const PART = /^--- +(\S.*)$/;
const PART_NAME = /^[A-Za-z0-9][\w .-]{0,39}$/;
const REMEDY = "write a line such as \"--- unit\" before each of the scripts that are to run side by side";
/**
* The scripts of an input. The whole text is one script, unless its first line is `--- NAME`: then each such line begins
* a script of its own, and all of them run side by side. A script itself may hold such lines (a YAML document in a here-document).
*/
function commandsOf(kind, text) {
	const whole = text.replaceAll("\r\n", "\n").trim();
	if (whole === "") return [];
	const lines = whole.split("\n");
	if (lines[0]?.trimEnd() === "---") throw invalid$1(kind, "its first line is \"---\" without a name");
	if (!PART.test(lines[0] ?? "")) return [{
		kind,
		name: kind,
		script: whole
	}];
	const parts = [];
	for (const line of lines) {
		const name = PART.exec(line)?.[1]?.trim();
		if (name === void 0) parts.at(-1)?.lines.push(line);
		else if (!PART_NAME.test(name)) throw invalid$1(kind, `${JSON.stringify(name)} is no name: letters, digits, "_", ".", "-" and blanks`);
		else if (parts.some((part) => part.name === name)) throw invalid$1(kind, `two scripts are named ${JSON.stringify(name)}`);
		else parts.push({
			name,
			lines: []
		});
	}
	return parts.map((part) => {
		const script = part.lines.join("\n").trim();
		if (script === "") throw invalid$1(kind, `nothing follows "--- ${part.name}"`);
		return {
			kind,
			name: `${kind} ${part.name}`,
			script
		};
	});
}
function invalid$1(kind, what) {
	return new UserError("input-invalid", `Input "${kind}": ${what}; ${REMEDY}`);
}

// src/delivery/image/tasks/command-words.ts
const WORD = /"((?:\\["\\]|[^"\\]|\\(?!["\\]))*)"|'([^']*)'|([^\s"']+)|(\s+)|(["'])/gy;
/** What a shell would act upon, outside of quotes and between double ones. */
const OPERATOR = /&&|\|\||>>|<<|[|&;<>()]/;
const EXPANSION = /`|\$[A-Za-z_{(0-9?@*#!$-]/;
/**
* The words of a line of "test-image". An image need not have a shell, so that there is none in between: blanks separate,
* quotes of either kind hold together, nothing else has a meaning. What only a shell would understand is refused: as an
* argument it would make a check pass that never ran. Throws `input-invalid`.
*/
function parseCommand(line) {
	const words = [];
	let current;
	for (const [, double, single, plain, blank, open] of line.matchAll(WORD)) {
		if (open !== void 0) throw invalid(`a quote has no end in the line ${JSON.stringify(line)}`);
		const meant = shellMeaning(plain, double, current === void 0);
		if (meant !== void 0) throw needsShell(meant, line);
		if (blank === void 0) current = (current ?? "") + (double?.replaceAll(/\\(["\\])/g, "$1") ?? single ?? plain ?? "");
		else if (current !== void 0) {
			words.push(current);
			current = void 0;
		}
	}
	return current === void 0 ? words : [...words, current];
}
/** What a shell would act upon in a piece of a line, if anything. */
function shellMeaning(plain, double, begins) {
	if (plain === void 0) return EXPANSION.exec(double ?? "")?.[0];
	if (begins && plain.startsWith("#")) return "#";
	if (plain.endsWith("\\")) return "\\";
	return (OPERATOR.exec(plain) ?? EXPANSION.exec(plain))?.[0];
}
function needsShell(what, line) {
	const quotable = line.includes("'") ? "…" : line;
	return invalid(`"${what}" means something to a shell alone, and there is none, in the line ${JSON.stringify(line)}; if the image has a shell, write sh -c '${quotable}', else one program with its arguments on each line, and single quotes around a "${what}" that is meant as it is`);
}
function invalid(what) {
	return new UserError("input-invalid", `Input "test-image": ${what}`);
}

// src/actions/build/key-values.ts
/** The lines `NAME=VALUE` of an input. Everything after the first `=` is the value: no quotes, no commas. */
function keyValues(input, text, name, remedy = "write NAME=VALUE, one per line") {
	const values = /* @__PURE__ */ new Map();
	const problems = [];
	for (const [index, line] of linesOf(text).entries()) {
		const equals = line.indexOf("=");
		const key = line.slice(0, equals);
		if (equals < 0) problems.push(`line ${index + 1} has no "="`);
		else if (!name.test(key)) problems.push(`line ${index + 1} has no name before its "="`);
		else if (values.has(key)) problems.push(`${key} is given twice`);
		else values.set(key, line.slice(equals + 1));
	}
	fail(input, problems, remedy);
	return values;
}
const SECRETS_REMEDY = "write ID=ENV_NAME, one per line, never a value; those are handed over under \"env:\" of this step";
/** The lines `ID=ENV_NAME` of the input "secrets", with the values of the variables. */
function secretsOf(text, env) {
	const secrets = [];
	const problems = [];
	const lines = [...keyValues("secrets", text, /^[A-Za-z0-9][\w.-]*$/, SECRETS_REMEDY)];
	for (const [index, [id, variable]] of lines.entries()) {
		const value = Object.hasOwn(env, variable) ? env[variable] : void 0;
		if (value === void 0 || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(variable)) problems.push(`line ${index + 1} does not name a variable of this step after its "="`);
		else if (value === "") problems.push(`${variable} is empty: is the secret set, and is this run given it?`);
		else secrets.push({
			id,
			variable,
			value
		});
	}
	fail("secrets", problems, SECRETS_REMEDY);
	return secrets;
}
function fail(input, problems, remedy) {
	if (problems.length > 0) throw new UserError("input-invalid", `Input "${input}": ${problems.join("; ")}; ${remedy}`);
}

// src/actions/build/validation.ts
/** Validates the inputs and their combinations before any side effect. `env` is where secrets are looked up. */
function validateBuildInputs(texts, env) {
	const push = choice("push", texts.push, [
		"auto",
		"true",
		"false"
	]);
	const settings = {
		...repositoriesOf(texts.image),
		lint: commandsOf("lint", texts.lint),
		test: commandsOf("test", texts.test),
		testImage: linesOf(texts["test-image"]).map(parseCommand),
		failFast: flagOf("fail-fast", texts["fail-fast"]),
		push: push === "auto" ? "auto" : push === "true",
		registry: {
			username: texts["registry-username"],
			password: texts["registry-password"]
		},
		context: texts.context,
		dockerfile: optionalText(texts.dockerfile),
		target: target(texts.target),
		platforms: linesOf(texts.platforms).map(platform),
		buildArgs: keyValues("build-args", texts["build-args"], /^[A-Za-z_][A-Za-z0-9_]*$/),
		secrets: secretsOf(texts.secrets, env),
		labels: labels(texts.labels),
		tags: linesOf(texts.tags).map(parseTagRule),
		ref: ref(texts.ref),
		tagSuffix: texts["tag-suffix"] === "" ? "" : suffix("tag-suffix", texts["tag-suffix"]),
		join: [...new Set(linesOf(texts.join).map((text) => suffix("join", text)))],
		cache: choice("cache", texts.cache, [
			"none",
			"gha",
			"registry",
			"inline"
		]),
		provenance: choice("provenance", texts.provenance, [
			"none",
			"min",
			"max"
		]),
		noCache: flagOf("no-cache", texts["no-cache"]),
		pull: flagOf("pull", texts.pull),
		buildContexts: keyValues("build-contexts", texts["build-contexts"], /^[^\s=]+$/),
		ssh: linesOf(texts.ssh).map(agent),
		sbom: sbom(texts.sbom),
		network: network(texts.network),
		notInImage: linesOf(texts["not-in-image"]).map(notInImage),
		service: optionalText(texts.service),
		...rebuildOf(texts)
	};
	if (settings.platforms.length > 1 && settings.testImage.length > 0) throw new UserError("input-invalid", "Inputs \"platforms\" and \"test-image\": an image of several platforms cannot be run here before it is pushed; build each platform in a job of its own, or leave one of the inputs out");
	if (settings.join.length > 0) checkJoin(settings.join, texts);
	return settings;
}
/** The first one is that of the outputs; what is given twice counts once. */
function repositoriesOf(text) {
	const [repository, ...others] = linesOf(text).map((line) => parseImageRepository(line));
	if (repository === void 0) throw bad("image", text, "write it as ghcr.io/acme/hello");
	const copies = new Map(others.map((other) => [other.name, other]));
	copies.delete(repository.name);
	return {
		repository,
		copies: [...copies.values()]
	};
}
/** A commit that is built anew: its image has a tag of its own, and nothing that was there before gets into it. */
function rebuildOf(texts) {
	const { rebuild } = texts;
	if (rebuild === "") return { isRebuild: false };
	if (!/^[a-z0-9][a-z0-9_.-]{0,62}$/.test(rebuild)) throw bad("rebuild", rebuild, "write a name for the new image, such as 2026-01-05: small letters, digits, \"_\", \".\" and \"-\"");
	if (texts["tag-suffix"] !== "") throw new UserError("input-invalid", "Inputs \"rebuild\" and \"tag-suffix\": the images of several jobs are joined under the SHA, which keeps what it has; leave one of the inputs out");
	return {
		isRebuild: true,
		tagSuffix: `-${rebuild}`,
		noCache: true,
		pull: true,
		cache: "none",
		notInImage: [],
		service: void 0
	};
}
/** What has a meaning when images are joined. */
const JOIN_INPUTS = [
	"image",
	"push",
	"registry-username",
	"registry-password",
	"tags",
	"ref",
	"join"
];
/** Nothing is built or run then: inputs that ask for it are errors. */
function checkJoin(join, texts) {
	if (join.length === 1) throw bad("join", texts.join, "write two suffixes or more, one per line");
	const idle = Object.keys(BUILD_INPUTS).filter((name) => {
		const input = BUILD_INPUTS[name];
		return !JOIN_INPUTS.includes(name) && texts[name] !== (input.default ?? "");
	});
	if (idle.length === 0) return;
	throw new UserError("input-invalid", `Input "join" builds nothing, so that ${idle.map((name) => `"${name}"`).join(", ")} would not count; give them to the jobs that build`);
}
function choice(input, text, choices) {
	const found = choices.find((each) => each === text);
	if (found !== void 0) return found;
	const last = choices.at(-1);
	throw bad(input, text, `write ${choices.slice(0, -1).join(", ")} or ${last}`);
}
function bad(input, text, remedy) {
	return new UserError("input-invalid", `Input "${input}" is ${JSON.stringify(text)}; ${remedy}`);
}
function target(text) {
	if (text === "" || /^[A-Za-z0-9][\w.-]*$/.test(text)) return optionalText(text);
	throw bad("target", text, "write the name of a stage, such as runtime");
}
function platform(text) {
	if (/^[a-z0-9]+\/[a-z0-9_]+(\/[a-z0-9_.]+)?$/.test(text)) return text;
	throw bad("platforms", text, "write platforms such as linux/amd64, one per line");
}
function agent(text) {
	if (/^[A-Za-z0-9][\w.-]*(=\S.*)?$/.test(text)) return text;
	throw bad("ssh", text, "write default for the agent of SSH_AUTH_SOCK, or ID=PATH of a socket or a key, one per line");
}
function sbom(text) {
	if (text === "false") return void 0;
	if (text === "true" || /^generator=\S+$/.test(text)) return text;
	throw bad("sbom", text, "write true, false or generator=IMAGE");
}
function network(text) {
	if (text === "" || /^[A-Za-z0-9][\w.:-]*$/.test(text)) return optionalText(text);
	throw bad("network", text, "write host, none or default");
}
function suffix(input, text) {
	if (/^-[a-z0-9][a-z0-9_.-]{0,63}$/.test(text)) return text;
	throw bad(input, text, "write the end of a tag, such as -arm64: a \"-\", then small letters, digits, \"_\", \".\" and \"-\"");
}
/** Of a commit; git's own rules for names, as far as they keep it from being anything else. */
function ref(text) {
	if (text === "" || /^[^-][^\s~^:?*[\\]*$/.test(text) && !/\.\.|@\{|\p{Cc}/u.test(text)) return optionalText(text);
	throw bad("ref", text, "write the full SHA of a commit, a branch or a tag");
}
function notInImage(text) {
	const pattern = pathPattern(text);
	if (pattern !== void 0) return pattern;
	throw new UserError("input-invalid", `Input "not-in-image" holds ${JSON.stringify(text)}; ${PATH_PATTERN_WORDS}`);
}
function labels(text) {
	const found = keyValues("labels", text, /^[a-z0-9]+(?:[._/-]+[a-z0-9]+)*$/i);
	const ours = [...found.keys()].find((name) => /^org\.opencontainers\.image\.(revision|created|source)$/.test(name));
	if (ours !== void 0) throw bad("labels", ours, "this label is always that of the commit; leave it out");
	return found;
}

export { validateBuildInputs };