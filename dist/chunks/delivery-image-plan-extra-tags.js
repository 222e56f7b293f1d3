import { c as UserError } from "./time-system-clock.js";

// src/delivery/image/plan/extra-tags.ts
const ATTRIBUTES = [
	"type",
	"value",
	"pattern",
	"event",
	"enable",
	"prefix",
	"suffix"
];
const EVENTS = [
	"branch",
	"tag",
	"pr"
];
const PATTERN_WORDS = /\{\{(raw|version|major|minor|patch)\}\}/g;
/** What a registry takes (OCI distribution specification). */
const TAG = /^\w[\w.-]{0,127}$/;
const COMMIT_TAG = /^[0-9a-f]{40}(-|$)/;
/** Reads a line. Throws `input-invalid` for what is neither a tag nor a rule. */
function parseTagRule(line) {
	if (!line.startsWith("type=")) return {
		...PLAIN,
		value: checkedTag(line)
	};
	const given = /* @__PURE__ */ new Map();
	for (const part of line.split(",")) {
		const equals = part.indexOf("=");
		const name = part.slice(0, equals).trim();
		if (equals < 0 || !ATTRIBUTES.includes(name)) throw bad(line, `"${part.trim()}" is none of ${ATTRIBUTES.join("=, ")}=`);
		given.set(name, part.slice(equals + 1).trim());
	}
	const [prefix = "", suffix = "", enable = "true"] = [
		"prefix",
		"suffix",
		"enable"
	].map((name) => given.get(name));
	if (enable !== "true" && enable !== "false" && enable !== "{{is_default_branch}}") throw bad(line, "\"enable\" is true, false or {{is_default_branch}}");
	return {
		...ruleOf(line, given),
		prefix,
		suffix,
		enable
	};
}
const PLAIN = {
	type: "raw",
	prefix: "",
	suffix: "",
	enable: "true"
};
function ruleOf(line, given) {
	const type = given.get("type");
	if (type === "raw") return {
		type,
		value: checkedTag(given.get("value") ?? "")
	};
	if (type === "ref") {
		const event = EVENTS.find((each) => each === given.get("event"));
		if (event !== void 0) return {
			type: event,
			value: ""
		};
		throw bad(line, "\"event\" is branch, tag or pr");
	}
	if (type !== "semver") throw bad(line, "\"type\" is ref, semver or raw; the full SHA is always a tag");
	const value = given.get("pattern") ?? "";
	if (value === "" || value.replaceAll(PATTERN_WORDS, "").includes("{{")) throw bad(line, "\"pattern\" is made of {{version}}, {{major}}, {{minor}}, {{patch}} and {{raw}}");
	return {
		type,
		value
	};
}
/** A tag as it is given, but no full SHA: that is some commit's own tag. */
function checkedTag(text) {
	if (COMMIT_TAG.test(text)) throw bad(text, "a full SHA is the tag of its commit and of nothing else");
	if (TAG.test(text)) return text;
	throw bad(text, "write a tag alone, such as main or v1.2.3 (letters, digits, \"_\", \".\", \"-\", at most 128), or a rule of docker/metadata-action, such as type=semver,pattern={{version}}");
}
function bad(line, what) {
	return new UserError("input-invalid", `Input "tags" is ${JSON.stringify(line)}; ${what}`);
}
/** The tags of this run, each once. What a rule has nothing for in this run gives none, as with docker/metadata-action. */
function extraTagsOf(rules, event) {
	const tags = /* @__PURE__ */ new Set();
	const notices = [];
	for (const rule of rules) {
		if (rule.enable === "false" || rule.enable !== "true" && !isDefaultBranch(event)) continue;
		const value = ruleValue(rule, event);
		if (value === void 0) continue;
		if (value === "no-version") {
			notices.push(`The git tag ${event.tagName} is no semantic version: no tag from the pattern ${rule.value}`);
			continue;
		}
		const tag = `${rule.prefix}${value}${rule.suffix}`.replaceAll(/[^\w.-]+/g, "-").replace(/^[.-]+/, "").slice(0, 128);
		if (TAG.test(tag) && !COMMIT_TAG.test(tag)) tags.add(tag);
		else notices.push(`${JSON.stringify(tag)} cannot be a tag beside the full SHA: left out`);
	}
	return {
		tags: [...tags],
		notices: [...new Set(notices)]
	};
}
function isDefaultBranch({ branch, defaultBranch }) {
	return branch !== void 0 && branch === defaultBranch;
}
function ruleValue({ type, value }, event) {
	switch (type) {
		case "raw": return value;
		case "branch": return event.branch;
		case "tag": return event.tagName;
		case "pr": return event.pullNumber === void 0 ? void 0 : `pr-${event.pullNumber}`;
		case "semver": return event.tagName === void 0 ? void 0 : versionOf(event.tagName, value);
	}
}
/** A version before the release is whole: `1.2.3-rc.1` must not become `1.2`. */
function versionOf(tagName, pattern) {
	const [, major = "", minor = "", patch = "", before] = /^v?(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/.exec(tagName) ?? [];
	if (major === "") return "no-version";
	const version = `${major}.${minor}.${patch}${before === void 0 ? "" : `-${before}`}`;
	const words = {
		raw: tagName,
		version,
		major,
		minor,
		patch
	};
	if (before !== void 0 && pattern !== "{{raw}}") return version;
	return pattern.replaceAll(PATTERN_WORDS, (_, word) => words[word] ?? "");
}

export { parseTagRule as n, extraTagsOf as t };