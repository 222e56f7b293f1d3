import { i as oneLine } from "./time-system-clock.js";
import { t as MalformedAnswer } from "./github-failure.js";
import { t as ownerAndName } from "./github-repository.js";
import "./github-pages.js";
import { c as objectIn, d as textOrNone, l as pageIn, u as textIn } from "./github-graphql-errors.js";
import { r as goodDeployments } from "./domain-history-deployments.js";

// src/domain/history/commit-message.ts
/** As GitHub writes the message of a merge commit; behind it stands the title of the pull request, unless that is switched off. */
const MERGE = /^Merge pull request #(\d+) from (\S+)$/;
/** The title of a commit: its first line; of the merge of a pull request the pull request's title, where the message has it. */
function titleOf(message) {
	const [first = "", ...rest] = message.split("\n");
	if (!MERGE.test(first.trim())) return oneLine(first);
	return oneLine(rest.find((line) => line.trim() !== "") ?? first);
}
/** Whether a title says no more than that a pull request was merged. */
function isMergeTitle(title) {
	return MERGE.test(title);
}
/** The pull request that a merge commit merged, and the branch it came from without its owner. */
function mergedBranch(message) {
	const [, number, from = ""] = MERGE.exec(message.split("\n", 1)[0]?.trim() ?? "") ?? [];
	return number === void 0 ? void 0 : {
		number: Number(number),
		branch: from.slice(from.indexOf("/") + 1)
	};
}

// src/domain/history/live.ts
/**
* The deployment that is live: the newest good one of the service to the environment, whatever its commit. Undefined when
* none of `deployments`, newest first, is good.
*/
function liveDeployment(deployments, service, services) {
	return goodDeployments(deployments, service, services)[0];
}
function positionsOn({ commits, leftAt }) {
	const positions = new Map(commits.map((commit, position) => [commit.sha.toLowerCase(), position]));
	for (const [sha, base] of leftAt ?? []) {
		const position = positions.get(base);
		if (position !== void 0 && !positions.has(sha)) positions.set(sha, position);
	}
	return positions;
}
/** `good`: the good deployments of the key, newest first. `positions`: of the commits of `line`. */
function liveOn(good, line, positions) {
	const [deployment] = good;
	const stand = good.find(({ sha }) => positions.has(sha.toLowerCase()));
	const waiting = stand === void 0 ? void 0 : positions.get(stand.sha.toLowerCase());
	const base = waiting === void 0 ? void 0 : line.commits[waiting];
	const isLeft = stand !== void 0 && base?.sha.toLowerCase() !== stand.sha.toLowerCase();
	return {
		deployment,
		offLine: stand === deployment ? isLeft : !(stand === void 0 && line.end === "too-far-back"),
		base,
		baseKnown: stand === deployment,
		waiting: waiting ?? line.commits.length
	};
}
/** Whether a deployment's commit is the one at `position`, or newer: then it holds that one too. */
function containsPosition({ sha }, position, positions) {
	return (positions.get(sha.toLowerCase()) ?? Number.POSITIVE_INFINITY) <= position;
}

// src/domain/history/first-parents.ts
/**
* Follows the first parents through a branch's history, page by page. A page also holds commits of merged side branches,
* and those may come before the commit of the line they belong to: they are kept until the line reaches them. SHAs are
* compared in lower case.
*/
var FirstParentWalk = class {
	/** The first-parent line as far as it was read; the head of the branch first. */
	line = [];
	#read = /* @__PURE__ */ new Map();
	#next;
	#started;
	/** `head`: full SHA of the head of the branch; left out, it is the first commit of the first page. */
	constructor(head) {
		this.#next = head?.toLowerCase();
		this.#started = head !== void 0;
	}
	/** Whether the line has reached the first commit of the branch. */
	get ended() {
		return this.#started && this.#next === void 0;
	}
	/** Takes one page, newest first. */
	take(page) {
		for (const commit of page) this.#read.set(commit.sha.toLowerCase(), commit);
		if (!this.#started && page[0] !== void 0) {
			this.#next = page[0].sha.toLowerCase();
			this.#started = true;
		}
		for (;;) {
			const commit = this.#next === void 0 ? void 0 : this.#read.get(this.#next);
			if (commit === void 0) return;
			this.line.push(commit);
			this.#next = commit.parents[0]?.toLowerCase();
		}
	}
	/** Position of a commit on the line; 0 is the head, -1: not on it, or not yet. */
	positionOf(sha) {
		const wanted = sha.toLowerCase();
		return this.line.findIndex((commit) => commit.sha.toLowerCase() === wanted);
	}
	/** Whether a commit was read, on the line or beside it. */
	hasRead(sha) {
		return this.#read.has(sha.toLowerCase());
	}
};

// src/github/history/history-page.ts
/** The question for a branch's history. Parents are a list for each commit, so small pages cost less. */
const HISTORY = {
	name: "Line",
	doing: "list the commits of the default branch",
	most: 10,
	requests: 349,
	fragments: [`fragment line on CommitHistoryConnection {
  nodes {
    oid
    message
    author { name user { login } }
    parents(first: 1) { nodes { oid } }
  }
  pageInfo { hasNextPage endCursor }
}`]
};
/** Asks for `first` commits from a commit on: never from a branch, since a push meanwhile would move every page. */
function historyPart(repository, { head, after, first }) {
	const { owner, repo } = ownerAndName(repository);
	return {
		repository,
		requests: 1 + first,
		write: (declare) => {
			const where = `owner: ${declare("String!", owner)}, name: ${declare("String!", repo)}`;
			const page = `first: ${declare("Int!", first)}, after: ${declare("String", after ?? null)}`;
			return `repository(${where}) { ${`object(oid: ${declare("GitObjectID!", head)})`} { ... on Commit { history(${page}) { ...line } } } }`;
		},
		read: (data) => {
			const commit = objectIn(data, "object");
			const page = commit === void 0 ? void 0 : pageIn(commit, "history");
			if (page === void 0 || page.hidden > 0) throw new MalformedAnswer(`no history of ${head}`);
			return {
				commits: page.nodes.map(commitFacts),
				next: page.next
			};
		}
	};
}
/** Asks for what a commit contains. One that GitHub has no longer contains nothing: its branch was rewritten. */
function containedPart(repository, place) {
	const whole = historyPart(repository, place);
	return {
		...whole,
		read: (data, errors) => {
			if (objectIn(data, "object") === void 0 && errors.length === 0) return {
				shas: [],
				next: void 0
			};
			const { commits, next } = whole.read(data, errors);
			return {
				shas: commits.map((commit) => commit.sha),
				next
			};
		}
	};
}
function commitFacts(node) {
	const message = textIn(node, "message");
	const author = objectIn(node, "author");
	const user = author === void 0 ? void 0 : objectIn(author, "user");
	const login = user === void 0 ? void 0 : textIn(user, "login");
	const name = author === void 0 ? void 0 : textOrNone(author, "name");
	const parents = objectIn(node, "parents")?.nodes;
	if (!Array.isArray(parents)) throw new MalformedAnswer("no parents of a commit");
	return {
		sha: textIn(node, "oid").toLowerCase(),
		parents: parents.map((parent) => textIn(parent, "oid").toLowerCase()),
		title: titleOf(message),
		author: login ?? name ?? "",
		message,
		login,
		pullRequest: void 0,
		merged: void 0,
		checks: void 0,
		changedPaths: void 0
	};
}

// src/github/history/commit-paths.ts
/** GitHub lists at most 3,000 files of a commit, and does not say whether there are more. */
const LISTED = 3e3;
/** Reads a page of what a commit changes, by REST. */
async function pathsPage(octokit, repository, sha, page) {
	const { data, headers } = await octokit.request("GET /repos/{owner}/{repo}/commits/{ref}", {
		...ownerAndName(repository),
		ref: sha,
		per_page: 100,
		page
	});
	const files = data.files ?? [];
	return {
		paths: files.flatMap(({ filename, previous_filename: before }) => [filename, ...before === void 0 ? [] : [before]]),
		more: /rel="next"/.test(headers.link ?? ""),
		full: files.length === 100
	};
}
/** All paths that a commit changes, page by page. Undefined when they are more than GitHub lists, or when a page was not read. */
async function commitPaths(readPage) {
	const paths = /* @__PURE__ */ new Set();
	const last = LISTED / 100;
	for (let page = 1; page <= last; page++) {
		const read = await readPage(page);
		if (read === void 0) return void 0;
		for (const path of read.paths) paths.add(path);
		if (!read.more) return page === last && read.full ? void 0 : [...paths];
	}
}

// src/domain/history/service-paths.ts
/**
* Whether a commit changes what the patterns cover, by the objects that it and its first parent have at their roots: an object
* is another exactly if something in it is. `perhaps`: the changed paths decide. `parent`: undefined for a first commit.
*/
function changesPaths(patterns, { sha, parent }, objectAt) {
	const changed = patterns.filter(({ root }) => objectAt(sha, root) !== (parent === void 0 ? void 0 : objectAt(parent, root)));
	if (changed.length === 0) return "no";
	return changed.some(({ whole }) => whole) ? "yes" : "perhaps";
}

// src/github/history/objects.ts
/** The question for the names of objects: of a folder, that of all it holds. */
const OBJECTS = {
	name: "Objects",
	doing: "show the folders of commits",
	most: 8,
	requests: 100,
	fragments: ["fragment name on GitObject { oid }"]
};
/** Asks for the objects at some places, by `sha:path`. Where there is none, as for a submodule, none is in the answer. */
function objectsPart(repository, places) {
	return {
		repository,
		requests: 0,
		write: (declare) => {
			const { owner, repo } = ownerAndName(repository);
			return `repository(${`owner: ${declare("String!", owner)}, name: ${declare("String!", repo)}`}) { ${places.map((place, at) => `o${at}: object(expression: ${declare("String!", placeText(place))}) { ...name }`).join("\n")} }`;
		},
		read: (data, errors) => {
			if (errors.length > 0) throw new MalformedAnswer("errors");
			const found = places.flatMap((place, at) => {
				const object = objectIn(data, `o${at}`);
				return object === void 0 ? [] : [[placeText(place), textIn(object, "oid")]];
			});
			return new Map(found);
		}
	};
}
function placeText({ sha, path }) {
	return `${sha}:${path}`;
}
/** The question for what is in some folders. */
const ENTRIES = {
	...OBJECTS,
	name: "Entries",
	doing: "list the folders of commits",
	fragments: []
};
/** Asks for the names of what is in a folder, submodules among it; the answer is empty where there is no such folder. */
function entriesPart(repository, place) {
	return {
		repository,
		requests: 0,
		write: (declare) => {
			const { owner, repo } = ownerAndName(repository);
			return `repository(${`owner: ${declare("String!", owner)}, name: ${declare("String!", repo)}`}) { ${`object(expression: ${declare("String!", placeText(place))})`} { ... on Tree { entries { name } } } }`;
		},
		read: (data, errors) => {
			if (errors.length > 0) throw new MalformedAnswer("errors");
			const entries = objectIn(data, "object")?.entries;
			return Array.isArray(entries) ? entries.map((entry) => textIn(entry, "name")) : [];
		}
	};
}

export { isMergeTitle as _, placeText as a, pathsPage as c, historyPart as d, FirstParentWalk as f, positionsOn as g, liveOn as h, objectsPart as i, HISTORY as l, liveDeployment as m, OBJECTS as n, changesPaths as o, containsPosition as p, entriesPart as r, commitPaths as s, ENTRIES as t, containedPart as u, mergedBranch as v, titleOf as y };