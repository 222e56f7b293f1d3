import { a as parseDuration, n as HOUR, r as MINUTE, t as DAY } from "./time-duration.js";

// src/policy/duration.ts
/** A duration of the policy: `30m`, `4h`, `2d`. A day is 24 hours, whatever the local clock does. */
const DURATION = "^[1-9][0-9]{0,3}[mhd]$";
const DURATION_WORDS = "a whole number with m, h or d, such as 30m, 4h or 2d";
/** Of what `DURATION` matches, in milliseconds. */
function policyDuration(text) {
	const ms = new RegExp("^[1-9][0-9]{0,3}[mhd]$", "u").test(text) ? parseDuration(text, [
		"m",
		"h",
		"d"
	]) : void 0;
	if (ms === void 0) throw new Error(`'${text}' is no duration`);
	return ms;
}

// src/policy/strategy.ts
/** A deployment is held for so long at most, over all of its stages: what is older is not looked for. */
const LONGEST_HELD_MS = 30 * DAY;
/** One run watches its stages for so long at most: its job has 90 minutes, for the rollouts and a restore too. */
const LONGEST_WATCHED_MS = HOUR;
/** What of `strategy:` is about stages, with what it is where the policy says nothing. */
const STAGING_DEFAULTS = {
	surge: true,
	watch: "60s",
	decide: "person",
	expires: "24h"
};
const STRATEGY_SCHEMA = {
	description: "How new pods take over from old ones.",
	type: ["object", "null"],
	additionalProperties: false,
	properties: {
		kind: {
			description: "`all`: all pods in one rollout. `staged`: one pod first, then all. `canary`: a growing share of the pods, then all. What comes after a stage is decided as `decide` says.",
			type: "string",
			enum: [
				"all",
				"staged",
				"canary"
			],
			default: "all"
		},
		steps: {
			description: "How many pods run the new version at each stage before all do: numbers of pods (`1`), or shares of those that are wanted (`25%`), growing. Default: `[1]` of `staged`, `[10%, 25%, 50%]` of `canary`.",
			type: "array",
			items: {
				type: ["integer", "string"],
				minimum: 1,
				pattern: "^(?:[1-9][0-9]?|100)%$",
				$comment: "a number of pods, or a share from 1% to 100%"
			},
			minItems: 1
		},
		surge: {
			description: "Whether the pods of a stage come beside the old ones. `false`: in their place, where there is no room for more.",
			type: "boolean",
			default: STAGING_DEFAULTS.surge
		},
		watch: {
			description: "How long all pods must stay ready at each stage, without a restart: 30s, 5m, 1h.",
			type: "string",
			pattern: "^[1-9][0-9]{0,3}[smh]$",
			$comment: "a whole number with s, m or h, such as 60s or 5m",
			default: STAGING_DEFAULTS.watch
		},
		decide: {
			description: "Who decides after a stage. `person`: the run ends, the deployment is held until it is promoted or aborted. `watch`: it goes on by itself.",
			type: "string",
			enum: ["person", "watch"],
			default: STAGING_DEFAULTS.decide
		},
		expires: {
			description: "How long a deployment may be held before it is to be aborted: 30m, 24h, 2d.",
			type: "string",
			pattern: DURATION,
			$comment: DURATION_WORDS,
			default: STAGING_DEFAULTS.expires
		},
		workloads: {
			description: "Names of the Deployments and StatefulSets that are carried out in stages. Default: the Deployments whose pods a Service of the templates selects.",
			type: "array",
			items: {
				type: "string",
				pattern: "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$",
				$comment: "the name of a workload"
			},
			minItems: 1,
			uniqueItems: true
		},
		drain: {
			description: "How long a pod that a Service of the templates selects goes on serving after its end has begun, until no request is sent to it any more. Containers with a `preStop` hook of their own keep it. `0s`: not at all.",
			type: "string",
			pattern: "^(?:[1-9]?[0-9]|[12][0-9]{2}|300)s$",
			$comment: "whole seconds from 0s to 300s, such as 5s",
			default: "0s"
		}
	}
};
const DEFAULT_STEPS = {
	staged: [1],
	canary: [
		"10%",
		"25%",
		"50%"
	]
};
/** Each key said for an environment replaces the file's. */
function strategyPolicy(raw, file) {
	const { drain = "0s", kind = "all", ...keys } = {
		...file,
		...raw
	};
	const drainSeconds = (parseDuration(drain, ["s"]) ?? 0) / 1e3;
	if (kind === "all") return {
		drainSeconds,
		staging: void 0
	};
	const { surge, watch, decide, expires } = {
		...STAGING_DEFAULTS,
		...keys
	};
	const steps = raw?.steps ?? (raw?.kind === void 0 || raw.kind === file?.kind ? file?.steps : void 0);
	return {
		drainSeconds,
		staging: {
			kind,
			surge,
			decide,
			workloads: keys.workloads,
			steps: (steps ?? DEFAULT_STEPS[kind]).map(stepOf),
			watchMs: parseDuration(watch, [
				"s",
				"m",
				"h"
			]) ?? 0,
			expiresMs: policyDuration(expires)
		}
	};
}
function stepOf(raw) {
	return typeof raw === "number" ? { pods: raw } : { percent: Number.parseInt(raw, 10) };
}
/** What of a policy is only for stages. */
const STAGING_KEYS = [
	"steps",
	"surge",
	"watch",
	"decide",
	"expires",
	"workloads"
];
/** What a schema cannot say about the strategies of a file. `at`: file and line of a place in it. */
function strategyFindings(environments, file, at) {
	const named = Object.entries(environments);
	const stagingOf = (raw) => strategyPolicy(raw, file.strategy).staging;
	const said = [{
		raw: file.strategy,
		path: ["strategy"],
		isStaged: named.some(([, one]) => stagingOf(one?.strategy))
	}, ...named.map(([name, one]) => ({
		raw: one?.strategy,
		path: [
			"environments",
			name,
			"strategy"
		],
		isStaged: stagingOf(one?.strategy) !== void 0
	}))].flatMap(({ raw, path, isStaged }) => {
		const only = isStaged ? void 0 : STAGING_KEYS.find((key) => raw?.[key] !== void 0);
		const unused = `'${only}' does nothing here: add 'kind: staged' or 'kind: canary', or remove it`;
		const wrong = problemOfSteps(raw?.steps ?? []);
		return [...only === void 0 ? [] : [invalid(unused, at(...path, only))], ...wrong === void 0 ? [] : [invalid(wrong, at(...path, "steps"))]];
	});
	const tooLong = named.flatMap(([name, one]) => {
		const staging = stagingOf(one?.strategy);
		const found = staging === void 0 ? void 0 : tooLongIn(staging);
		if (found === void 0) return [];
		const path = TIME_KEYS.some((key) => one?.strategy?.[key] !== void 0) ? [
			"environments",
			name,
			"strategy"
		] : ["strategy"];
		return [invalid(`environment '${name}': ${found}`, at(...path))];
	});
	const unkept = named.flatMap(([name, one]) => {
		if ((one?.["release-store"] ?? file["release-store"]) !== "none" || stagingOf(one?.strategy) === void 0) return [];
		return [invalid(`environment '${name}' is deployed in stages, which needs its releases in the cluster: remove 'release-store: none', or set 'kind: all'`, at("environments", name))];
	});
	return [
		...said,
		...tooLong,
		...unkept
	];
}
/** What of a strategy says how long its stages take. */
const TIME_KEYS = [
	"kind",
	"steps",
	"watch",
	"decide",
	"expires"
];
/** What of a strategy takes longer than a run, or than a hold is looked for. */
function tooLongIn({ steps, watchMs, decide, expiresMs }) {
	const inOneRun = decide === "watch" ? steps.length : 1;
	const watched = watchMs * inOneRun;
	if (watched > LONGEST_WATCHED_MS) return `${inOneRun === 1 ? "a stage" : `${inOneRun} stages in one run`} would be watched for ${minutes(watched)}, at most ${minutes(LONGEST_WATCHED_MS)} fit in a job: make 'watch' shorter`;
	const held = expiresMs * steps.length;
	if (decide === "watch" || held <= LONGEST_HELD_MS) return void 0;
	return `${steps.length === 1 ? "a stage" : `${steps.length} stages`} could be held for ${days(held)}, at most ${days(LONGEST_HELD_MS)} are looked back on: make 'expires' shorter`;
}
/** Rounded up, so that what is too long reads so. */
function minutes(ms) {
	return `${Math.ceil(ms / MINUTE)} min`;
}
function days(ms) {
	return `${Math.ceil(ms / DAY)} days`;
}
function problemOfSteps(steps) {
	if (new Set(steps.map((step) => typeof step)).size > 1) return "'steps' has numbers of pods and shares: keep to one of them";
	const sizes = steps.map((step) => Number.parseInt(String(step), 10));
	return sizes.every((size, index) => index === 0 || size > (sizes[index - 1] ?? 0)) ? void 0 : "'steps' must grow from one to the next";
}
function invalid(text, where) {
	return {
		reason: "policy-invalid",
		text,
		where
	};
}

export { strategyPolicy as a, policyDuration as c, strategyFindings as i, LONGEST_WATCHED_MS as n, DURATION as o, STRATEGY_SCHEMA as r, DURATION_WORDS as s, LONGEST_HELD_MS as t };