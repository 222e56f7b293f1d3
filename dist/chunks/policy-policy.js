import { c as UserError } from "./time-system-clock.js";
import { t as canonicalName } from "./text-canonical-name.js";
import { r as suggestion, t as didYouMean } from "./text-suggestion.js";
import { t as DAY } from "./time-duration.js";
import { t as zoneFormat } from "./time-zone-format.js";
import { a as strategyPolicy, c as policyDuration, i as strategyFindings, o as DURATION, r as STRATEGY_SCHEMA, s as DURATION_WORDS } from "./policy-strategy.js";
import { t as require_dist } from "./yaml-dist-index.js";
import { a as pathPattern, n as PATH_PATTERN_WORDS, t as PATH_PATTERN } from "./policy-path-patterns.js";
import { t as POLICY_FILE } from "./policy-policy-file.js";

// src/time/local-time.ts
/** Only from the instant to local time: the way back has none or two answers when the clocks change. */
function localClock(zone) {
	const format = zoneFormat("en", zone, {
		calendar: "gregory",
		numberingSystem: "latn",
		hourCycle: "h23",
		weekday: "long",
		year: "numeric",
		month: "2-digit",
		day: "2-digit",
		hour: "2-digit",
		minute: "2-digit"
	});
	return (at) => {
		const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
		return {
			date: `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`,
			day: (parts.get("weekday") ?? "").toLowerCase(),
			minute: Number(parts.get("hour")) * 60 + Number(parts.get("minute"))
		};
	};
}
/** Whether a time zone has that name. */
function isZone(zone) {
	try {
		return zoneFormat("en", zone) !== void 0;
	} catch (thrown) {
		if (thrown instanceof RangeError) return false;
		throw thrown;
	}
}
/** `08:00` of 480 minutes. */
function clockText(minute) {
	return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

// src/policy/cron.ts
const FIELDS = [
	{
		from: 0,
		to: 59
	},
	{
		from: 0,
		to: 23
	},
	{
		from: 1,
		to: 31
	},
	{
		from: 1,
		to: 12,
		names: [
			"jan",
			"feb",
			"mar",
			"apr",
			"may",
			"jun",
			"jul",
			"aug",
			"sep",
			"oct",
			"nov",
			"dec"
		]
	},
	{
		from: 0,
		to: 7,
		names: [
			"sun",
			"mon",
			"tue",
			"wed",
			"thu",
			"fri",
			"sat"
		]
	}
];
/** Minute, hour, day of the month, month, weekday, each with `*`, lists, ranges, steps and names. Undefined for what is none. */
function parseCron(text) {
	const parts = text.trim().split(/\s+/);
	if (parts.length !== FIELDS.length) return void 0;
	const [minutes, hours, days, months, weekdays] = FIELDS.map((field, at) => valuesOf((parts[at] ?? "").toLowerCase(), field));
	if (!minutes || !hours || !days || !months || !weekdays) return void 0;
	return {
		text,
		minutes,
		hours,
		days,
		months,
		weekdays: new Set([...weekdays].map((day) => day % 7)),
		eitherDay: parts[2] !== "*" && parts[4] !== "*"
	};
}
function cronMatches(cron, at) {
	if (!cron.minutes.has(at.minute) || !cron.hours.has(at.hour) || !cron.months.has(at.month)) return false;
	const [day, weekday] = [cron.days.has(at.day), cron.weekdays.has(at.weekday)];
	return cron.eitherDay ? day || weekday : day && weekday;
}
function valuesOf(text, field) {
	const values = /* @__PURE__ */ new Set();
	for (const item of text.split(",")) {
		const [, range = "", step] = /^([^/]+)(?:\/([1-9][0-9]?))?$/.exec(item) ?? [];
		const [first, last, ...more] = range.split("-");
		const from = range === "*" ? field.from : numberOf(first ?? "", field);
		const open = step === void 0 ? from : field.to;
		const to = range === "*" ? field.to : last === void 0 ? open : numberOf(last, field);
		if (from === void 0 || to === void 0 || from > to || more.length > 0) return void 0;
		for (let value = from; value <= to; value += Number(step ?? 1)) values.add(value);
	}
	return values;
}
function numberOf(text, { from, to, names = [] }) {
	const named = names.indexOf(text);
	if (named >= 0) return named + from;
	const value = /^[0-9]{1,2}$/.test(text) ? Number(text) : void 0;
	return value !== void 0 && value >= from && value <= to ? value : void 0;
}

// src/policy/deploy-rules.ts
/** Each key said for an environment replaces the file's. Of a file with findings nothing may be used. `environments`: all. */
function deployRules(raw, file, environments) {
	const goodFor = raw.order?.["good-for"];
	const after = environments.find((name) => canonicalName(name) === canonicalName(raw.order?.after ?? ""));
	return {
		order: after === void 0 ? void 0 : {
			after,
			goodFor: goodFor === void 0 ? 0 : policyDuration(goodFor)
		},
		freeze: (raw.freeze ?? file.freeze ?? []).flatMap((window) => freezeWindow(window) ?? []),
		deployers: peopleOf(raw.deployers ?? file.deployers),
		proofs: raw.proof ?? file.proof,
		force: peopleOf(raw.force ?? file.force),
		lockAfterRollback: lockOf(raw["lock-after-rollback"] ?? file["lock-after-rollback"] ?? "off")
	};
}
function peopleOf(raw) {
	return raw === void 0 ? void 0 : {
		role: raw.role,
		logins: raw.logins ?? []
	};
}
function lockOf(raw) {
	if (raw === "off" || raw === false) return void 0;
	return { lasts: raw === "on" || typeof raw === "boolean" ? void 0 : policyDuration(raw) };
}
function freezeWindow({ from, for: lasts, zone, reason = "" }) {
	const cron = parseCron(from);
	return cron === void 0 ? void 0 : {
		from: cron,
		lasts: policyDuration(lasts),
		zone,
		reason
	};
}
const LONGEST = 31 * DAY;
/** What the schema cannot say. `at` gives the place of a path. */
function deployRuleFindings(environments, file, at) {
	const findings = [];
	const say = (text, where) => findings.push({
		reason: "policy-invalid",
		text,
		where
	});
	const freezes = [[["freeze"], file.freeze], ...Object.entries(environments).map(([name, rules]) => [[
		"environments",
		name,
		"freeze"
	], rules?.freeze])];
	for (const [path, windows] of freezes) for (const [index, { from, for: lasts, zone }] of (windows ?? []).entries()) {
		const where = at(...path, `${index}`);
		if (parseCron(from) === void 0) say(`freeze cannot begin at '${from}': five fields of cron, such as 0 17 * * fri`, where);
		if (policyDuration(lasts) > LONGEST) say(`freeze cannot last ${lasts}: at most 31d`, where);
		if (!isZone(zone)) say(`freeze cannot be in '${zone}': no time zone has that name${didYouMean(zone, Intl.supportedValuesOf("timeZone"))}`, where);
	}
	const names = Object.keys(environments);
	for (const [name, rules] of Object.entries(environments)) {
		const after = rules?.order?.after;
		if (after === void 0) continue;
		const where = at("environments", name, "order");
		if (!names.some((one) => canonicalName(one) === canonicalName(after))) say(`order of '${name}' names '${after}', which is no environment of this file${didYouMean(after, names)}`, where);
		else if (isCircle(name, environments)) say(`order of '${name}' comes back to itself`, where);
	}
	return findings;
}
function isCircle(name, environments) {
	const next = new Map(Object.entries(environments).map(([one, rules]) => [canonicalName(one), rules?.order?.after]));
	let at = next.get(canonicalName(name));
	for (let steps = 0; at !== void 0 && steps <= next.size; steps++) {
		if (canonicalName(at) === canonicalName(name)) return true;
		at = next.get(canonicalName(at));
	}
	return false;
}

// src/policy/locks.ts
/**
* Where refs of locks can be kept: outside of branches and tags, or among them where GitHub takes no others. `none`: nothing is
* locked, and nothing is asked.
*/
const REFS = [
	"custom",
	"branches",
	"tags",
	"none"
];
const LOCKS_SCHEMA = {
	description: "Where locks are kept.",
	type: ["object", "null"],
	additionalProperties: false,
	properties: {
		repository: {
			description: "The repository that keeps the locks, `owner/name`, shared by all whose policies name it. Default: this one.",
			type: "string",
			pattern: "^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}$",
			$comment: "owner/name"
		},
		refs: {
			description: "`custom`: refs of their own, which show nowhere. `branches` or `tags` where GitHub does not take those. `none`: no locks.",
			type: "string",
			enum: REFS,
			default: "custom"
		}
	}
};
function lockPlace(raw) {
	return {
		repository: raw?.repository,
		refs: raw?.refs ?? "custom"
	};
}

// src/policy/deploy-rules-schema.ts
var import_dist = require_dist();
const ONE_LINE = "^(?=.*\\S)[^\\x00-\\x1f\\x7f]+$";
/** The roles of a repository, from the least to the most. */
const ROLES = [
	"read",
	"triage",
	"write",
	"maintain",
	"admin"
];
const ORDER_SCHEMA = {
	description: "Another environment that must run the commit, or a newer one, before.",
	type: "object",
	additionalProperties: false,
	required: ["after"],
	properties: {
		after: {
			description: "That environment.",
			type: "string",
			pattern: ONE_LINE,
			$comment: "a name of this file"
		},
		"good-for": {
			description: "For how long it must run there. Default: it must have been deployed there.",
			type: "string",
			pattern: DURATION,
			$comment: DURATION_WORDS
		}
	}
};
const FREEZE_SCHEMA = {
	description: "Times in which nothing is deployed.",
	type: "array",
	items: {
		type: "object",
		additionalProperties: false,
		required: [
			"from",
			"for",
			"zone"
		],
		properties: {
			from: {
				description: "When it begins, in local time: minute, hour, day of the month, month, weekday, such as 0 17 * * fri.",
				type: "string",
				pattern: ONE_LINE,
				$comment: "the five fields of cron, such as 0 17 * * fri"
			},
			for: {
				description: "How long it lasts; at most 31d.",
				type: "string",
				pattern: DURATION,
				$comment: DURATION_WORDS
			},
			zone: {
				description: "Time zone by its IANA name: Europe/Berlin.",
				type: "string",
				pattern: "^[A-Za-z][A-Za-z0-9_+/-]*$",
				$comment: "the IANA name of a time zone, such as Europe/Berlin"
			},
			reason: {
				description: "What people read.",
				type: "string",
				pattern: ONE_LINE,
				$comment: "one line of text"
			}
		}
	}
};
const DEPLOYERS_SCHEMA = {
	description: "Who may ask for a deployment. Default: everybody who can create one.",
	type: "object",
	additionalProperties: false,
	minProperties: 1,
	properties: {
		role: {
			description: "People with this role in the repository, or a higher one.",
			type: "string",
			enum: ROLES
		},
		logins: {
			description: "People and Apps by their logins, whatever their role.",
			type: "array",
			items: {
				type: "string",
				pattern: ONE_LINE,
				$comment: "a login"
			},
			uniqueItems: true
		}
	}
};
/**
* How it can be known who asks: by a token of the person's own (a terminal, the API), a run that the person started, a comment, or
* not at all: an App asked for itself, or one that is no door for another.
*/
const PROOFS = [
	"token",
	"run",
	"comment",
	"app"
];
const PROOF_SCHEMA = {
	description: "By which ways a deployment may be asked for: `token` (of the person's own: a terminal, the API), `run` (started by the person), `comment`, `app` (an App for itself). Default: all.",
	type: "array",
	minItems: 1,
	items: {
		type: "string",
		enum: PROOFS
	},
	uniqueItems: true
};
const FORCE_SCHEMA = {
	...DEPLOYERS_SCHEMA,
	description: "Who may deploy, with a reason, what checks, the order or a freeze refuse. Default: no one. A lock, the commit and the image are never ignored."
};
const LOCK_AFTER_ROLLBACK_SCHEMA = {
	description: "Whether a rollback by command locks its service in the environment: for a time such as `4h`, `on` (until it is unlocked), or `off`.",
	type: ["string", "boolean"],
	pattern: `^(?:on|off|${DURATION.slice(1, -1)})$`,
	$comment: "on, off, or a whole number with m, h or d, such as 4h",
	default: "off"
};

// src/policy/releases-schema.ts
const PRUNE_DEFAULTS = {
	maxCount: 10,
	maxShare: 50
};
const RELEASE_STORE_SCHEMA = {
	description: "Where what was deployed is kept: in `secrets` of the cluster, or nowhere; then nothing is removed that left the templates, and nothing is restored.",
	type: "string",
	enum: ["secrets", "none"],
	default: "secrets"
};
const ON_FAILURE_SCHEMA = {
	description: "What a deployment does that fails: it applies the last good release again, or leaves what it has applied.",
	type: "string",
	enum: ["restore", "keep"],
	default: "restore"
};
const PRUNE_SCHEMA = {
	description: "How much a deployment may remove of what has left the templates. `off`: nothing.",
	type: [
		"object",
		"null",
		"boolean",
		"string"
	],
	pattern: "^(?:on|off)$",
	$comment: "on, off, or a map of keys",
	additionalProperties: false,
	properties: {
		"max-count": {
			description: "A deployment that would remove more objects is refused.",
			type: "integer",
			minimum: 1,
			default: PRUNE_DEFAULTS.maxCount
		},
		"max-share": {
			description: "A deployment that would remove more than 3 objects and more than this share of the objects of earlier releases, in percent, is refused.",
			type: "integer",
			minimum: 1,
			default: PRUNE_DEFAULTS.maxShare
		}
	}
};

// src/policy/services-schema.ts
/** A service's name becomes the value of a Kubernetes label, which sets its letters and its 63 characters. */
const SERVICE_NAME = "^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$";
const SERVICE_NAME_WORDS = "letters, digits, '.', '_' and '-', at most 63, a letter or digit at both ends";
/** The services of a repository: a list of names, or a map where commits belong to them by their paths. */
const SERVICES_SCHEMA = {
	description: "The services of this repository, each deployed on its own: a list of names, or a map with the paths of each. Default: one, named like the repository.",
	type: ["array", "object"],
	items: {
		type: "string",
		pattern: SERVICE_NAME,
		$comment: SERVICE_NAME_WORDS
	},
	minItems: 1,
	uniqueItems: true,
	minProperties: 1,
	propertyNames: {
		pattern: SERVICE_NAME,
		$comment: SERVICE_NAME_WORDS
	},
	additionalProperties: {
		type: ["object", "null"],
		additionalProperties: false,
		properties: { paths: {
			description: "A commit belongs to the service if it changes one of these: `api/**`, `libs/proto/**`. Default: every commit.",
			type: "array",
			items: {
				type: "string",
				pattern: PATH_PATTERN,
				$comment: PATH_PATTERN_WORDS
			},
			minItems: 1,
			uniqueItems: true
		} }
	}
};

// src/policy/slack-schema.ts
const CHANNEL = {
	description: "ID of the channel. Slack shows it at the end of the channel’s details.",
	type: "string",
	pattern: "^[CG][A-Z0-9]{8,}$",
	$comment: "the channel's ID, such as C0123ABCD, from the end of its details in Slack; a name will not do"
};
const DEPLOYMENTS = {
	description: "Which deployments are posted to the channel.",
	type: "string",
	enum: [
		"all",
		"failures",
		"none"
	],
	default: "all"
};
const TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]";
const QUIET = {
	description: "Quiet hours: no notifications about stale commits. Read from the repository that scans.",
	type: ["object", "null"],
	additionalProperties: false,
	required: ["zone"],
	properties: {
		zone: {
			description: "Time zone by its IANA name: Europe/Berlin.",
			type: "string",
			pattern: "^[A-Za-z][A-Za-z0-9_+/-]*$",
			$comment: "the IANA name of a time zone, such as Europe/Berlin"
		},
		hours: {
			description: "Start and end in local time, such as 18:00-08:00; may go past midnight. The end is not included.",
			type: "array",
			items: {
				type: "string",
				pattern: `^(?!(.{5})-\\1$)${TIME}-(?:${TIME}|24:00)$`,
				$comment: "two times, from and until, such as '18:00-08:00'"
			},
			uniqueItems: true
		},
		days: {
			description: "Weekdays that are quiet all day.",
			type: "array",
			items: {
				type: "string",
				enum: [
					"monday",
					"tuesday",
					"wednesday",
					"thursday",
					"friday",
					"saturday",
					"sunday"
				]
			},
			uniqueItems: true
		},
		dates: {
			description: "Dates that are quiet all day: 2026-12-25.",
			type: "array",
			items: {
				type: "string",
				pattern: "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$",
				$comment: "a date such as 2026-12-25"
			},
			uniqueItems: true
		}
	}
};
/** What may be said of Slack for one environment. */
const ENVIRONMENT_SLACK_SCHEMA = {
	description: "The Slack channel of this environment, and which deployments are posted to it.",
	type: ["object", "null"],
	additionalProperties: false,
	properties: {
		channel: CHANNEL,
		deployments: DEPLOYMENTS
	}
};
/** For the whole file. */
const SLACK_SCHEMA = {
	description: "Slack notifications for deployments and stale commits: channels, users and quiet hours.",
	type: ["object", "null"],
	additionalProperties: false,
	properties: {
		channel: CHANNEL,
		deployments: DEPLOYMENTS,
		dashboard: {
			description: "URL of a dashboard. {service}, {environment}, {commit} and {repository} are replaced, URL-encoded.",
			type: "string",
			pattern: "^https://(?:[^\\s{}<>|\"\\\\\\x00-\\x1f\\x7f]|\\{(?:service|environment|commit|repository)\\})+$",
			$comment: "an address with https; what is filled in is {service}, {environment}, {commit} and {repository}"
		},
		users: {
			description: "Slack member IDs by GitHub login, for mentions. Read from the repository that scans.",
			type: ["object", "null"],
			propertyNames: {
				pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\\[bot\\])?$",
				$comment: "a login of GitHub, without @"
			},
			additionalProperties: {
				type: "string",
				pattern: "^[UW][A-Z0-9]{8,}$",
				$comment: "a member's ID, such as U0123ABCD, from the member's profile in Slack; a name will not do"
			}
		},
		quiet: QUIET
	}
};

// src/policy/stale-schema.ts
const STALE_DEFAULTS = {
	after: "4h",
	minimum: 1,
	skipMarker: "[skip deploy]"
};
/** For the whole file, and again for one environment. */
const STALE_SCHEMA = {
	description: "When a merged commit that is not deployed is reported as stale. `off`: never.",
	type: [
		"object",
		"null",
		"boolean",
		"string"
	],
	pattern: "^(?:on|off)$",
	$comment: "on, off, or a map of keys",
	additionalProperties: false,
	properties: {
		after: {
			description: "How long after its merge: 30m, 4h, 2d. Elapsed time, not working hours.",
			type: "string",
			pattern: DURATION,
			$comment: DURATION_WORDS,
			default: STALE_DEFAULTS.after
		},
		minimum: {
			description: "Fewer waiting commits than this are not reported.",
			type: "integer",
			minimum: 1,
			default: STALE_DEFAULTS.minimum
		},
		"ignore-paths": {
			description: "A commit that changes only these paths is not reported: `docs/**`, `*.md`.",
			type: "array",
			items: {
				type: "string",
				pattern: PATH_PATTERN,
				$comment: PATH_PATTERN_WORDS
			},
			uniqueItems: true
		},
		remind: {
			description: "Whether people are mentioned again while their commits stay stale: `weekly`, or `off` (default).",
			type: "string",
			enum: ["weekly", "off"],
			default: "off"
		},
		escalate: {
			description: "Whom to mention as well, once, when a commit waits longer; `off` (default): no one.",
			type: ["object", "string"],
			pattern: "^off$",
			$comment: "off, or a map with after and to",
			additionalProperties: false,
			required: ["after", "to"],
			properties: {
				after: {
					description: "How long after its merge: 5d.",
					type: "string",
					pattern: DURATION,
					$comment: DURATION_WORDS
				},
				to: {
					description: "A Slack member ID.",
					type: "string",
					pattern: "^[UW][A-Z0-9]{8,}$",
					$comment: "a member's ID, such as U0123ABCD, from the member's profile in Slack; a name will not do"
				}
			}
		},
		"skip-marker": {
			description: "A commit with this in its message is not reported; upper and lower case are the same.",
			type: "string",
			pattern: "^(?=.*\\S)[^\\x00-\\x1f\\x7f]+$",
			$comment: "one line of text",
			default: STALE_DEFAULTS.skipMarker
		}
	}
};

// src/policy/policy-schema.ts
/** The events whose workflow runs count unless the policy says otherwise. */
const CHECK_EVENTS = [
	"push",
	"pull_request",
	"merge_group"
];
const KNOWN_EVENTS = [
	...CHECK_EVENTS,
	"pull_request_target",
	"workflow_dispatch",
	"repository_dispatch",
	"workflow_run",
	"schedule",
	"dynamic"
];
const ENVIRONMENT_NAME = "^(?!\\.{1,2}(?:/|$))(?!.*/\\.{0,2}(?:/|$))[^\\s/\\\\\\x00-\\x1f\\x7f](?:[^\\\\\\x00-\\x1f\\x7f]{0,253}[^\\s\\\\\\x00-\\x1f\\x7f])?$";
const ENVIRONMENT_NAME_WORDS = "one line of at most 255 characters, no '\\', no '.' or '..' between its '/'";
const APP_NAME = "^[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?(?:\\[bot\\])?$";
const CHECK_NAME = {
	type: "string",
	pattern: "^(?=.*\\S)[^\\x00-\\x1f\\x7f]+$",
	$comment: "one line of text"
};
const checkNames = (description) => ({
	description,
	type: "array",
	items: CHECK_NAME,
	uniqueItems: true
});
const CHECKS = {
	description: "Which of a commit’s checks decide whether it may be deployed: `all` (default), `required` (what GitHub requires of the default branch), a list of names, or a map.",
	type: [
		"object",
		"string",
		"array",
		"null"
	],
	pattern: "^(?:all|required)$",
	$comment: "all, required, a list of names, or a map with count, events, required and ignored",
	items: CHECK_NAME,
	minItems: 1,
	uniqueItems: true,
	additionalProperties: false,
	properties: {
		count: {
			description: "`all` checks of the commit; those that GitHub `required` of the default branch, by rulesets and branch protection; or those that are `named` under `required` here, and no others.",
			type: "string",
			enum: [
				"all",
				"required",
				"named"
			],
			default: "all"
		},
		events: {
			description: "Workflow runs count when one of these events started them. Checks of other apps and commit statuses always count.",
			type: "array",
			items: {
				type: "string",
				enum: KNOWN_EVENTS
			},
			minItems: 1,
			uniqueItems: true,
			default: CHECK_EVENTS
		},
		required: checkNames("Checks that must be there and have passed: `name`, `workflow / name`, or the name of a whole workflow. `test` is also `call / test`, and all `test (…)` of a matrix."),
		ignored: checkNames("Checks that never count, named in the same way.")
	}
};
const WHEN_HELD = {
	description: "What a deployment does while another one changes the same service and environment.",
	type: "string",
	enum: ["wait", "refuse"],
	default: "wait"
};
const NO_CHECKS = {
	description: "What happens to a commit without a single check that counts.",
	type: "string",
	enum: ["refuse", "allow"],
	default: "refuse"
};
const IMAGE_ATTESTATION = {
	description: "Whether GitHub must have an attestation that the image was built from the commit. `optional`: one that says otherwise refuses, and there may be none.",
	type: "string",
	enum: ["optional", "required"],
	default: "optional"
};
const WAIT_FOR_CHECKS = {
	description: "How long a deployment waits for checks that have not ended. Default: not at all; it is refused.",
	type: "string",
	pattern: DURATION,
	$comment: DURATION_WORDS
};
const ROLLOUT = {
	description: "How workloads are rolled out and judged.",
	type: ["object", "null"],
	additionalProperties: false,
	properties: {
		tolerance: {
			description: "How much may go wrong before a rollout has failed. `tolerant`: more crashes, and time for what is put right meanwhile.",
			type: "string",
			enum: ["strict", "tolerant"],
			default: "strict"
		},
		"restart-on-config": {
			description: "Whether pods are restarted when a ConfigMap or Secret of the templates that they read changes.",
			type: "boolean",
			default: true
		}
	}
};
/** The policy file, `.github/commit-train.yml`. */
const POLICY_SCHEMA = {
	description: "The policy of commit-train: what may be deployed where. Kept on the default branch.",
	type: "object",
	additionalProperties: false,
	required: ["environments"],
	properties: {
		services: SERVICES_SCHEMA,
		environments: {
			description: "The GitHub environments that commit-train deploys to, each with the settings that differ from those of the file.",
			type: "object",
			minProperties: 1,
			propertyNames: {
				pattern: ENVIRONMENT_NAME,
				$comment: ENVIRONMENT_NAME_WORDS
			},
			additionalProperties: {
				type: ["object", "null"],
				additionalProperties: false,
				properties: {
					checks: CHECKS,
					"no-checks": NO_CHECKS,
					"wait-for-checks": WAIT_FOR_CHECKS,
					"image-attestation": IMAGE_ATTESTATION,
					rollout: ROLLOUT,
					strategy: STRATEGY_SCHEMA,
					order: ORDER_SCHEMA,
					freeze: FREEZE_SCHEMA,
					deployers: DEPLOYERS_SCHEMA,
					proof: PROOF_SCHEMA,
					force: FORCE_SCHEMA,
					"lock-after-rollback": LOCK_AFTER_ROLLBACK_SCHEMA,
					"when-held": WHEN_HELD,
					"release-store": RELEASE_STORE_SCHEMA,
					"on-failure": ON_FAILURE_SCHEMA,
					prune: PRUNE_SCHEMA,
					slack: ENVIRONMENT_SLACK_SCHEMA,
					stale: STALE_SCHEMA
				}
			}
		},
		apps: {
			description: "Apps whose deployments are carried out although their payload has no mark of commit-train. Those of people always are.",
			type: "array",
			items: {
				type: "string",
				pattern: APP_NAME,
				$comment: "the name of an App in its address, such as acme-deploys"
			},
			uniqueItems: true
		},
		doors: {
			description: "Apps through which people ask for deployments: whom the payload names has asked. Who has the token of such an App can ask in the name of anybody.",
			type: "array",
			items: {
				type: "string",
				pattern: APP_NAME,
				$comment: "the name of an App in its address, such as acme-deploys"
			},
			uniqueItems: true
		},
		checks: CHECKS,
		"no-checks": NO_CHECKS,
		"wait-for-checks": WAIT_FOR_CHECKS,
		"image-attestation": IMAGE_ATTESTATION,
		rollout: ROLLOUT,
		strategy: STRATEGY_SCHEMA,
		freeze: FREEZE_SCHEMA,
		deployers: DEPLOYERS_SCHEMA,
		proof: PROOF_SCHEMA,
		force: FORCE_SCHEMA,
		"lock-after-rollback": LOCK_AFTER_ROLLBACK_SCHEMA,
		"when-held": WHEN_HELD,
		"release-store": RELEASE_STORE_SCHEMA,
		"on-failure": ON_FAILURE_SCHEMA,
		prune: PRUNE_SCHEMA,
		locks: LOCKS_SCHEMA,
		slack: SLACK_SCHEMA,
		stale: STALE_SCHEMA
	}
};

// src/policy/schema-check.ts
/**
* Walks a YAML document along a schema and returns everything that does not fit, each with its line. A `path` names
* the place for people: `environments.production.checks`; it is empty at the top.
*/
function checkAgainst(schema, found, path, file, near) {
	const node = (0, import_dist.isAlias)(found) ? found.resolve(file.document) : found;
	const finding = (text, at = found) => ({
		reason: file.reason,
		text,
		where: `${file.file}:${lineOf(at ?? near, file)}`
	});
	const types = typeof schema.type === "string" ? [schema.type] : schema.type;
	const type = typeOf(node);
	if (!types.some((one) => one === type)) return [finding(`${nameOf(path)} must be ${types.map((one) => TYPE_WORDS[one]).join(" or ")}, not ${describe(node, types.includes("string"))}`)];
	if ((0, import_dist.isMap)(node)) return checkMap(schema, node, path, file, finding);
	if ((0, import_dist.isSeq)(node)) {
		const items = node.items;
		const findings = [];
		if (items.length < (schema.minItems ?? 0)) findings.push(finding(`${nameOf(path)} must not be empty: leave it out`));
		const seen = /* @__PURE__ */ new Set();
		for (const item of items) {
			if (schema.items !== void 0) findings.push(...checkAgainst(schema.items, item, `an item of ${path}`, file, node));
			const value = (0, import_dist.isScalar)(item) ? item.value : item;
			if (schema.uniqueItems === true && seen.has(value)) findings.push(finding(`${nameOf(path)} names '${String(value)}' twice`, item));
			seen.add(value);
		}
		return findings;
	}
	if ((0, import_dist.isScalar)(node) && typeof node.value === "number" && node.value < (schema.minimum ?? node.value)) return [finding(`${nameOf(path)} must be at least ${schema.minimum}, not ${node.value}`)];
	if ((0, import_dist.isScalar)(node) && typeof node.value === "string") {
		if (schema.enum !== void 0 && !schema.enum.includes(node.value)) {
			const hint = didYouMean(node.value, schema.enum);
			return [finding(`${nameOf(path)} must be ${schema.enum.join(" or ")}, not '${node.value}'${hint}`)];
		}
		if (schema.pattern !== void 0 && !new RegExp(schema.pattern, "u").test(node.value)) return [finding(`${nameOf(path)} cannot be '${node.value}': ${schema.$comment ?? schema.pattern}`)];
	}
	return [];
}
function checkMap(schema, map, path, file, finding) {
	const findings = [];
	const known = schema.properties ?? {};
	const keys = /* @__PURE__ */ new Set();
	for (const { key, value } of map.items) {
		const name = keyOf(key);
		const inside = path === "" ? name : `${path}.${name}`;
		if (keys.has(name)) findings.push(finding(`'${inside}' is there twice: keep one`, key));
		keys.add(name);
		const expected = Object.hasOwn(known, name) ? known[name] : schema.additionalProperties;
		if (schema.propertyNames !== void 0 && !new RegExp(schema.propertyNames.pattern, "u").test(name)) findings.push(finding(`${nameOf(path)} cannot name '${name}': ${schema.propertyNames.$comment}`, key));
		else if (expected === false || expected === void 0) {
			const where = path === "" ? "" : ` in ${path}`;
			findings.push(finding(`unknown key '${name}'${where}${suggestion(name, Object.keys(known))}`, key));
		} else findings.push(...checkAgainst(expected, value, inside, file, key));
	}
	for (const name of schema.required ?? []) if (!keys.has(name)) findings.push(finding(`'${name}' is missing${path === "" ? "" : ` in ${path}`}`, map));
	if (map.items.length < (schema.minProperties ?? 0)) findings.push(finding(`${nameOf(path)} must name at least one`));
	return findings;
}
const TYPE_WORDS = {
	object: "a map of keys",
	array: "a list",
	string: "text",
	integer: "a whole number",
	boolean: "true or false",
	null: "empty"
};
function typeOf(node) {
	if (node === null || node === void 0) return "null";
	if ((0, import_dist.isMap)(node)) return "object";
	if ((0, import_dist.isSeq)(node)) return "array";
	if (!(0, import_dist.isScalar)(node)) return "other";
	if (node.value === null) return "null";
	if (typeof node.value === "string") return "string";
	if (typeof node.value === "boolean") return "boolean";
	return Number.isSafeInteger(node.value) ? "integer" : "other";
}
function describe(node, texts) {
	const type = typeOf(node);
	if (type === "string" && (0, import_dist.isScalar)(node)) return `the text '${String(node.value)}'`;
	if ((0, import_dist.isScalar)(node) && type !== "null") return `${String(node.value)}${texts ? " (quote it if it is meant as text)" : ""}`;
	return type === "null" ? "empty" : TYPE_WORDS[type === "object" ? "object" : "array"];
}
/** The name that a key is. */
function keyOf(key) {
	return String((0, import_dist.isScalar)(key) ? key.value : key);
}
/** The line, counted from 1, on which a node begins. */
function lineOf(node, file) {
	return node?.range === void 0 || node.range === null ? 1 : file.lines.linePos(node.range[0]).line;
}
function nameOf(path) {
	return path === "" ? "the file" : path;
}

// src/policy/parser.ts
const REASON = "policy-invalid";
/** Reads and checks the YAML; throws a `UserError` (refused, `policy-invalid`) with every finding at once. */
function readPolicyYaml(text, file) {
	const lines = new import_dist.LineCounter();
	const options = {
		lineCounter: lines,
		prettyErrors: false,
		uniqueKeys: false
	};
	const document = (0, import_dist.parseDocument)(text.replace(/^\uFEFF/, ""), options);
	const checked = {
		file,
		reason: REASON,
		document,
		lines
	};
	const broken = document.errors.map((error) => ({
		reason: REASON,
		text: sentenceOf(error.code, error.message),
		where: `${file}:${lines.linePos(error.pos[0]).line}`
	}));
	if (broken.length > 0) throw UserError.from(broken);
	keepNamesAsWritten(document);
	const contents = document.contents;
	if (contents === null) throw UserError.from([{
		reason: REASON,
		text: "the file is empty: name at least one environment under 'environments:'",
		where: `${file}:1`
	}]);
	const findings = checkAgainst(POLICY_SCHEMA, contents, "", checked);
	if (findings.length === 0) findings.push(...namesMeantTwice(document, checked));
	if (findings.length > 0) throw UserError.from(findings);
	const lineAt = (path) => {
		const node = document.getIn(path, true);
		return (0, import_dist.isNode)(node) ? lineOf(node, checked) : void 0;
	};
	return {
		raw: document.toJS({ maxAliasCount: 100 }),
		lineAt
	};
}
/** Keys are names: `2024`, `1.10` and `0x10` stay as they were written, whatever else YAML takes them for. */
function keepNamesAsWritten(document) {
	(0, import_dist.visit)(document, { Pair: (_, { key }) => {
		if ((0, import_dist.isScalar)(key) && typeof key.value !== "string") key.value = key.source ?? "";
	} });
}
/** Names that GitHub takes for the same: a schema cannot say this. */
function namesMeantTwice(document, file) {
	const services = document.get("services");
	const environments = document.get("environments");
	const users = document.getIn(["slack", "users"]);
	const lists = [
		["services", (0, import_dist.isSeq)(services) ? services.items : keysIn(services)],
		["environments", keysIn(environments)],
		["slack.users", keysIn(users)]
	];
	const findings = [];
	for (const [what, nodes] of lists) {
		const seen = /* @__PURE__ */ new Map();
		for (const node of nodes) {
			const name = keyOf(node);
			const before = seen.get(canonicalName(name));
			if (before !== void 0) {
				const text = `${what} names '${before}' and '${name}', which GitHub takes for the same`;
				findings.push({
					reason: REASON,
					text,
					where: `${file.file}:${lineOf(node, file)}`
				});
			}
			seen.set(canonicalName(name), name);
		}
	}
	return findings;
}
function keysIn(node) {
	return (0, import_dist.isMap)(node) ? node.items.map((pair) => pair.key) : [];
}
/** The parser's own words where they are plain, ours where they are about its options. */
function sentenceOf(code, message) {
	if (code === "MULTIPLE_DOCS") return "the file holds more than one YAML document: keep the first";
	return `not valid YAML: ${message.split("\n")[0] ?? message}`;
}

// src/policy/releases.ts
/** Each key said for an environment replaces the file's. */
function releasePolicy(raw, file) {
	return {
		store: raw["release-store"] ?? file["release-store"] ?? "secrets",
		onFailure: raw["on-failure"] ?? file["on-failure"] ?? "restore",
		prune: pruneLimits(raw.prune, file.prune)
	};
}
function pruneLimits(raw, file) {
	if (isOff(raw)) return void 0;
	const said = keysOf$1(raw);
	if (said === void 0 && isOff(file)) return void 0;
	const keys = {
		...keysOf$1(file),
		...said
	};
	return {
		maxCount: keys["max-count"] ?? PRUNE_DEFAULTS.maxCount,
		maxShare: keys["max-share"] ?? PRUNE_DEFAULTS.maxShare
	};
}
function isOff(raw) {
	return raw === false || raw === "off";
}
function keysOf$1(raw) {
	if (raw === true || raw === "on") return {};
	return raw === null || raw === void 0 || raw === false || raw === "off" ? void 0 : raw;
}

// src/policy/rollout.ts
/** Each key said for an environment replaces the file's. */
function rolloutPolicy(raw, file) {
	const keys = {
		...file,
		...raw
	};
	return {
		tolerance: keys.tolerance ?? "strict",
		restartOnConfig: keys["restart-on-config"] ?? true
	};
}

// src/policy/services.ts
/** The names, in the order of the file, and the paths. `at`: `file:line` of what stands at a path of keys. */
function servicesOf(raw, at) {
	if (isList(raw)) return {
		names: raw,
		paths: /* @__PURE__ */ new Map()
	};
	const paths = /* @__PURE__ */ new Map();
	const patterns = /* @__PURE__ */ new Map();
	for (const [name, service] of Object.entries(raw)) {
		if (service?.paths === void 0) continue;
		const found = service.paths.map((text, index) => ({
			...patternOf(text, patterns),
			where: at([
				"services",
				name,
				"paths",
				index
			])
		}));
		paths.set(name, found);
	}
	return {
		names: Object.keys(raw),
		paths
	};
}
function isList(raw) {
	return Array.isArray(raw);
}
function patternOf(text, patterns) {
	const pattern = patterns.get(text) ?? pathPattern(text);
	if (pattern === void 0) throw new Error(`the schema let '${text}' pass as a pattern of paths`);
	patterns.set(text, pattern);
	return pattern;
}

// src/policy/slack.ts
/** Each key said for an environment replaces the file's. */
function environmentSlack(raw, file) {
	return {
		channel: raw?.channel ?? file.channel,
		deployments: raw?.deployments ?? file.deployments ?? "all"
	};
}
/** The file's own part. */
function slackPolicy({ dashboard, users, quiet }) {
	const known = Object.entries(users ?? {}).map(([login, member]) => [canonicalName(login), member]);
	return {
		dashboard,
		users: new Map(known),
		quiet: quiet ? quietPolicy(quiet) : void 0
	};
}
function quietPolicy({ zone, hours = [], days = [], dates = [] }) {
	return {
		zone,
		hours: hours.map((text) => {
			const [from = "", until = ""] = text.split("-");
			return {
				from: minutes(from),
				until: minutes(until)
			};
		}),
		days,
		dates
	};
}
/** What the schema cannot say: whether a zone, and a date, is there at all. `at` gives the line. */
function slackFindings({ quiet }, at) {
	const findings = [];
	const say = (text, where) => findings.push({
		reason: "policy-invalid",
		text,
		where
	});
	if (quiet && !isZone(quiet.zone)) {
		const hint = didYouMean(quiet.zone, Intl.supportedValuesOf("timeZone"));
		say(`slack.quiet.zone cannot be '${quiet.zone}': no time zone has that name${hint}`, at("slack", "quiet", "zone"));
	}
	for (const [index, date] of (quiet?.dates ?? []).entries()) {
		if (isDate(date)) continue;
		say(`slack.quiet.dates cannot name '${date}': there is no such day`, at("slack", "quiet", "dates", `${index}`));
	}
	return findings;
}
function isDate(date) {
	const parsed = /* @__PURE__ */ new Date(`${date}T00:00:00Z`);
	return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}
function minutes(time) {
	const [hour, minute] = time.split(":").map(Number);
	return (hour ?? 0) * 60 + (minute ?? 0);
}

// src/policy/stale.ts
/**
* Each key said for an environment replaces the file's. Undefined: nothing is reported. `patterns`: those that were read before,
* so that what the file says for all environments is compared once.
*/
function stalePolicy(raw, file, patterns = /* @__PURE__ */ new Map()) {
	if (raw === false || raw === "off") return void 0;
	const said = keysOf(raw);
	if (said === void 0 && (file === false || file === "off")) return void 0;
	const keys = {
		...keysOf(file),
		...said
	};
	return {
		after: policyDuration(keys.after ?? STALE_DEFAULTS.after),
		minimum: keys.minimum ?? STALE_DEFAULTS.minimum,
		ignorePaths: (keys["ignore-paths"] ?? []).map((text) => read(text, patterns)),
		skipMarker: keys["skip-marker"] ?? STALE_DEFAULTS.skipMarker,
		reminders: remindersOf(keys)
	};
}
function remindersOf({ remind, escalate }) {
	return {
		every: remind === "weekly" ? 7 * DAY : void 0,
		escalate: typeof escalate === "object" ? {
			after: policyDuration(escalate.after),
			to: escalate.to
		} : void 0
	};
}
function keysOf(raw) {
	if (raw === true || raw === "on") return {};
	return raw === null || raw === void 0 || raw === false || raw === "off" ? void 0 : raw;
}
function read(text, patterns) {
	const pattern = patterns.get(text) ?? pathPattern(text);
	if (pattern === void 0) throw new Error(`the schema let '${text}' pass as a pattern of paths`);
	patterns.set(text, pattern);
	return pattern;
}

// src/policy/policy.ts
/** The environment that GitHub's record means; its names do not differ by case. */
function environmentOf(policy, name) {
	return policy.environments.find((environment) => canonicalName(environment.name) === canonicalName(name));
}
/** The service of that name, as the policy spells it. */
function serviceOf(policy, name) {
	return policy.services.find((service) => canonicalName(service) === canonicalName(name));
}
/**
* Reads the policy. Throws a `UserError` (refused, `policy-invalid`) with every finding at once, each with file and
* line, and a suggestion where a key or a value looks mistyped.
*/
function parsePolicy(text, origin) {
	const file = POLICY_FILE;
	const { raw, lineAt } = readPolicyYaml(text, file);
	const at = (...path) => `${file}:${lineAt(path) ?? 1}`;
	const services = servicesOf(raw.services ?? [origin.repository], (path) => at(...path));
	if (raw.services === void 0 && !new RegExp("^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$", "u").test(origin.repository)) {
		const text = `the repository's name '${origin.repository}' cannot name a service: set 'services:' to a list of names`;
		throw UserError.from([{
			reason: "policy-invalid",
			text,
			where: `${file}:1`
		}]);
	}
	const defaults = mergeRules(raw, {
		count: "all",
		events: CHECK_EVENTS,
		required: [],
		ignored: [],
		noChecks: "refuse"
	});
	const slack = raw.slack ?? {};
	const stalePatterns = /* @__PURE__ */ new Map();
	const environments = Object.entries(raw.environments).map(([name, rules]) => ({
		name,
		checks: mergeRules(rules ?? {}, defaults),
		waitForChecks: waitOf(rules?.["wait-for-checks"] ?? raw["wait-for-checks"]),
		imageAttestation: rules?.["image-attestation"] ?? raw["image-attestation"] ?? "optional",
		rollout: rolloutPolicy(rules?.rollout, raw.rollout),
		strategy: strategyPolicy(rules?.strategy, raw.strategy),
		rules: deployRules(rules ?? {}, raw, Object.keys(raw.environments)),
		whenHeld: rules?.["when-held"] ?? raw["when-held"] ?? "wait",
		releases: releasePolicy(rules ?? {}, raw),
		slack: environmentSlack(rules?.slack, slack),
		stale: stalePolicy(rules?.stale, raw.stale, stalePatterns)
	}));
	const findings = [
		...environments.flatMap(({ name, checks: { count, required, ignored } }) => {
			const line = lineAt([
				"environments",
				name,
				"checks"
			]) ?? lineAt(["checks"]) ?? 1;
			if (count === "named" && required.length === 0) return [{
				reason: "policy-invalid",
				text: `'count: named' in environment '${name}' needs the names under 'required'`,
				where: `${file}:${line}`
			}];
			return required.filter((check) => ignored.includes(check)).map((check) => ({
				reason: "policy-invalid",
				text: `check '${check}' is both required and ignored in environment '${name}': keep one`,
				where: `${file}:${line}`
			}));
		}),
		...deployRuleFindings(raw.environments, raw, at),
		...strategyFindings(raw.environments, raw, at),
		...slackFindings(slack, at)
	];
	if (findings.length > 0) throw UserError.from(findings);
	const { names, paths } = services;
	return {
		file,
		services: names,
		servicePaths: paths,
		environments,
		slack: slackPolicy(slack),
		apps: raw.apps ?? [],
		doors: raw.doors ?? [],
		locks: lockPlace(raw.locks)
	};
}
/** Each key said for an environment replaces the file's; the others stay. */
function mergeRules(rules, defaults) {
	const checks = checksOf(rules.checks);
	return {
		count: checks.count ?? defaults.count,
		events: checks.events ?? defaults.events,
		required: checks.required ?? defaults.required,
		ignored: checks.ignored ?? defaults.ignored,
		noChecks: rules["no-checks"] ?? defaults.noChecks
	};
}
function waitOf(text) {
	return text === void 0 ? 0 : policyDuration(text);
}
/** `all`, `required` and a list of names are short for the map. */
function checksOf(raw) {
	if (raw === "all" || raw === "required") return { count: raw };
	return isNames(raw) ? {
		count: "named",
		required: raw
	} : raw ?? {};
}
function isNames(raw) {
	return Array.isArray(raw);
}

export { releasePolicy as a, cronMatches as c, rolloutPolicy as i, clockText as l, parsePolicy as n, ROLES as o, serviceOf as r, lockPlace as s, environmentOf as t, localClock as u };