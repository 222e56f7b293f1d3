import { n as __exportAll } from "./rolldown-runtime.js";
import { r as lockInTheWay } from "./domain-lock-decide.js";
import { f as lockNamesFor, l as shownRef, o as lockText, s as readLockText } from "./domain-lock-held-lock.js";
import { c as UserError } from "./time-system-clock.js";
import { t as canonicalName } from "./text-canonical-name.js";
import { t as ownerAndName } from "./github-repository.js";
import { n as fieldOf, t as asRecord } from "./text-json.js";
import "./github-pages.js";
import { i as readErrors, r as isRateLimit } from "./github-graphql-errors.js";
import { randomUUID } from "node:crypto";

// src/github/locks/ref-answers.ts
/** GitHub has had pages here and has none now. Throws where the answer says that there is more, and not where. */
function nextPage(link, page) {
	const next = link?.split(",").find((one) => /;\s*rel="next"/.test(one));
	if (next === void 0) return void 0;
	const number = Number(/[?&]page=(\d+)/.exec(next)?.[1]);
	if (number === page + 1 && number <= 100) return number;
	throw new UserError("github-broken", "GitHub did not list the locks to the end: there are more pages, and it is not clear which");
}
function dateOf(date) {
	const at = Date.parse(date ?? "");
	return Number.isNaN(at) ? void 0 : at;
}
function isRefMissing(thrown) {
	return thrown instanceof UserError && thrown.reason === "github-not-found";
}
/** GitHub answers so to whatever asks for the refs of a repository without a commit. Another 409 says nothing about locks. */
function isEmptyRepository(thrown) {
	if (!(thrown instanceof UserError)) return false;
	const message = fieldOf(thrown.cause, "message");
	return fieldOf(thrown.cause, "status") === 409 && typeof message === "string" && /repository is empty/i.test(message);
}
function isTaken(thrown) {
	if (!(thrown instanceof UserError)) return false;
	const message = fieldOf(thrown.cause, "message");
	return fieldOf(thrown.cause, "status") === 422 && typeof message === "string" && /already exists/i.test(message);
}

// src/github/locks/update-ref.ts
const NONE = "0".repeat(40);
const UPDATE = `mutation CommitTrainLock($update: UpdateRefsInput!) { updateRefs(input: $update) { clientMutationId } }`;
const ID = `query CommitTrainLock($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { id } }`;
const VIEWER = `query CommitTrainViewer { viewer { id login } }`;
/** REST deletes and moves whatever is there; this is the only conditional change that GitHub has. Throws a `UserError`. */
async function updateRef(github, repository, update) {
	const id = await readId(github, repository);
	const { name, before, after = NONE } = update;
	await ask(github, "change a lock", UPDATE, { update: {
		repositoryId: id,
		refUpdates: [{
			name,
			beforeOid: before,
			afterOid: after,
			force: true
		}]
	} });
}
async function readId(github, { owner, repo }) {
	const data = await ask(github, "show the repository of the locks", ID, {
		owner,
		name: repo
	});
	const id = fieldOf(fieldOf(data, "repository"), "id");
	if (typeof id === "string") return id;
	throw new UserError("github-unreachable", `GitHub's answer does not say what ${owner}/${repo} is: run again`);
}
/** Whose the token is, whatever it may see. */
async function readLogin(github) {
	const viewer = fieldOf(await ask(github, "say whose the token is", VIEWER, {}), "viewer");
	const [id, login] = [fieldOf(viewer, "id"), fieldOf(viewer, "login")];
	if (typeof login === "string") return isBotId(id) ? botLogin(login) : login;
	throw new UserError("github-unreachable", "GitHub's answer does not say whose the token is: run again");
}
/** GraphQL may leave out what marks the login of an App: without it, it could be a person's. Ids name their type, as text or in base64. */
function isBotId(id) {
	return typeof id === "string" && /^(?:BOT_|MDM6Qm90)/.test(id);
}
function botLogin(login) {
	return login.endsWith("[bot]") ? login : `${login}[bot]`;
}
async function ask(github, doing, text, variables) {
	const octokit = await github.octokit();
	try {
		return await octokit.graphql(text, {
			...variables,
			request: { isRead: !text.startsWith("mutation") }
		});
	} catch (thrown) {
		if (thrown instanceof UserError) throw thrown;
		const errors = readErrors(fieldOf(thrown, "errors"));
		const [first] = errors;
		if (first === void 0) throw thrown;
		const start = `GitHub refused to ${doing} (${[first.type, first.message].filter((part) => part !== "").join(" ")})`;
		if (errors.some(isRateLimit)) throw new UserError("github-rate-limited", `${start}: run again later`);
		if (first.type === "FORBIDDEN" || first.type === "INSUFFICIENT_SCOPES") throw new UserError("github-forbidden", `${start}: give the job 'permissions: contents: write'`);
		if (first.type === "NOT_FOUND") throw new UserError("github-not-found", `${start}: it does not exist, or the token may not see it`);
		throw new UserError("github-rejected", start);
	}
}

// src/github/locks/lock-refs.ts
const FILE = "lock.json";
/** Below `refs/`. GitHub documents no limits for names outside of branches and tags, but may refuse them. */
const PREFIXES = {
	custom: "commit-train/locks/",
	branches: "heads/commit-train-locks/",
	tags: "tags/commit-train-locks/"
};
/**
* The refs of locks in one repository: each an orphan commit with one file. Created only; changed and deleted only where they
* are what they were. After anything but a plain answer the ref itself is read, before anything is believed.
*/
var LockRefs = class {
	#github;
	#repository;
	#prefix;
	constructor(github, repository, refs) {
		this.#github = github;
		this.#repository = repository;
		this.#prefix = PREFIXES[refs];
	}
	/** All of them: one request, as long as GitHub does not spread them over pages. Of a repository without a commit: none. */
	async list() {
		try {
			const refs = [];
			let at;
			for (let page = 1; page !== void 0;) {
				const { data, headers } = await this.#page(page);
				at ??= dateOf(headers.date);
				for (const { ref, object } of data) {
					if (!ref.startsWith(`refs/${this.#prefix}`)) continue;
					refs.push({
						name: ref.slice(`refs/${this.#prefix}`.length),
						sha: object.sha,
						type: object.type
					});
				}
				page = nextPage(headers.link, page);
			}
			return {
				refs,
				at
			};
		} catch (thrown) {
			if (isEmptyRepository(thrown)) return {
				refs: [],
				at: void 0
			};
			throw thrown;
		}
	}
	async #page(page) {
		const octokit = await this.#github.octokit();
		const request = {
			...this.#repository,
			ref: this.#prefix,
			...page === 1 ? {} : { page }
		};
		return octokit.request("GET /repos/{owner}/{repo}/git/matching-refs/{ref}", request);
	}
	/** What the ref holds. Its commit never changes, so that it is what it was when the ref was read. */
	async content(ref) {
		if (ref === void 0) return { kind: "none" };
		const { name, sha, type } = ref;
		const shown = shownRef(name);
		if (type !== "commit") return {
			kind: "unreadable",
			why: `the lock '${shown}' is a ${type}, not a commit`
		};
		const octokit = await this.#github.octokit();
		let data;
		try {
			const request = {
				...this.#repository,
				path: FILE,
				ref: sha
			};
			data = (await octokit.request("GET /repos/{owner}/{repo}/contents/{path}", request)).data;
		} catch (thrown) {
			if (isRefMissing(thrown)) return {
				kind: "unreadable",
				why: `the lock '${shown}' has no ${FILE}`
			};
			throw thrown;
		}
		const { encoding, content } = asRecord(data);
		if (encoding !== "base64" || typeof content !== "string") return {
			kind: "unreadable",
			why: `the lock '${shown}' has no plain ${FILE}`
		};
		return readLockText(Buffer.from(content, "base64").toString("utf8"), name);
	}
	async create(name, lock) {
		const sha = await this.#commit(lock);
		const octokit = await this.#github.octokit();
		try {
			const ref = this.#ref(name);
			await octokit.request("POST /repos/{owner}/{repo}/git/refs", {
				...this.#repository,
				ref,
				sha
			});
			return "done";
		} catch (thrown) {
			const written = await this.#afterDoubt(name, {
				before: void 0,
				after: sha
			}, thrown);
			if (written === "nothing" && isTaken(thrown)) return "changed";
			if (written === "nothing") throw thrown;
			return written;
		}
	}
	async replace({ name, sha: before }, lock) {
		return this.#update(name, before, await this.#commit(lock));
	}
	remove({ name, sha }) {
		return this.#update(name, sha, void 0);
	}
	async #update(name, before, after) {
		try {
			await updateRef(this.#github, this.#repository, {
				name: this.#ref(name),
				before,
				after
			});
			return "done";
		} catch (thrown) {
			const written = await this.#afterDoubt(name, {
				before,
				after
			}, thrown);
			if (written === "nothing") throw this.#withWayOut(name, thrown);
			return written;
		}
	}
	/**
	* An answer that says no, or none at all: what was written may be there all the same, and only the list knows. An answer
	* that a ref is not there would not do: GitHub gives it to a token that may not see the repository any more.
	*/
	async #afterDoubt(name, { before, after }, thrown) {
		let refs;
		try {
			refs = (await this.list()).refs;
		} catch (unlisted) {
			if (!(thrown instanceof UserError) || !(unlisted instanceof UserError)) throw thrown;
			const text = `${thrown.message}; what became of it is not known, for the locks cannot be listed: ${unlisted.message}`;
			throw new UserError(thrown.reason, text, { cause: thrown });
		}
		const now = refs.find((ref) => ref.name === name)?.sha;
		if (now === after) return "done";
		return now === before ? "nothing" : "changed";
	}
	/** A server that has no conditional change, or does not make it here: a person can do it without one. */
	#withWayOut(name, thrown) {
		if (!(thrown instanceof UserError) || thrown.reason !== "github-rejected") return thrown;
		const { owner, repo } = this.#repository;
		const command = `gh api -X DELETE repos/${owner}/${repo}/git/${this.#ref(name)}`;
		return new UserError(thrown.reason, `${thrown.message}; to release it by hand: ${command}`, { cause: thrown });
	}
	#ref(name) {
		return `refs/${this.#prefix}${name}`;
	}
	/** No two requests make the same commit: a release that arrives late must not meet a lock that was extended since. */
	async #commit(lock) {
		const octokit = await this.#github.octokit();
		const { owner, repo } = this.#repository;
		const file = {
			path: FILE,
			mode: "100644",
			type: "blob",
			content: lockText(lock)
		};
		const tree = await octokit.request("POST /repos/{owner}/{repo}/git/trees", {
			owner,
			repo,
			tree: [file]
		}).catch((thrown) => {
			if (!isEmptyRepository(thrown)) throw thrown;
			const text = `GitHub keeps no refs in ${owner}/${repo}, which has no commit yet: push one, and lock again`;
			throw new UserError("lock-place-empty", text, { cause: thrown });
		});
		return (await octokit.request("POST /repos/{owner}/{repo}/git/commits", {
			...this.#repository,
			message: `Lock of commit-train ${randomUUID()}`,
			tree: tree.data.sha,
			parents: []
		})).data.sha;
	}
};

// src/github/locks/git-locks.ts
var git_locks_exports = /* @__PURE__ */ __exportAll({ scannedLocks: () => scannedLocks });
/** Where a policy keeps its locks: in the repository that it names, or in its own. Undefined where it keeps none. */
function lockRefsOf(github, own, { repository, refs }) {
	if (refs === "none") return void 0;
	return new LockRefs(github, repository === void 0 ? own : ownerAndName(repository), refs);
}
/**
* Reads the locks of a service in an environment. Each time it lists anew what there is, in one request; what a lock holds is
* asked for once, for the commit of a lock never changes. Throws where one of them cannot be read.
*/
function gitLocks(parts) {
	return reader(parts, (refs) => ({
		list: () => refs.list(),
		content: contentOnce(refs)
	}));
}
/** The same for a scan of many: what a repository has is listed once, too. */
function scannedLocks(parts) {
	return reader(parts, (refs) => {
		let listed;
		const list = () => {
			listed ??= refs.list();
			return listed;
		};
		return {
			list,
			content: contentOnce(refs)
		};
	});
}
function reader({ github, clock }, readRefs) {
	const known = /* @__PURE__ */ new Map();
	return { async lockOf(question) {
		const { repository = question.key.repository, refs } = question.place;
		const where = `${refs} ${canonicalName(repository)}`;
		const kept = lockRefsOf(github, repositoryOf(question), question.place);
		if (kept === void 0) return void 0;
		const found = known.get(where) ?? readRefs(kept);
		known.set(where, found);
		return read(question, found, clock);
	} };
}
/** By the commit and the name that says what it must hold. What could not be read is asked for again. */
function contentOnce(refs) {
	const known = /* @__PURE__ */ new Map();
	return (ref) => {
		if (ref === void 0) return refs.content(ref);
		const what = `${ref.sha} ${ref.name}`;
		const asked = known.get(what) ?? refs.content(ref);
		known.set(what, asked);
		asked.catch(() => known.delete(what));
		return asked;
	};
}
async function read({ key, by }, refs, clock) {
	const names = lockNamesFor(key.service, key.environment);
	const { refs: all, at = clock.now() } = await refs.list();
	const held = all.filter(({ name }) => names.includes(name));
	const found = await Promise.all(held.map((ref) => refs.content(ref)));
	const locks = found.flatMap((one) => one.kind === "lock" ? [one.lock] : []);
	const inTheWay = lockInTheWay(locks, at, by);
	const unreadable = found.find((one) => one.kind === "unreadable");
	if (inTheWay === void 0 && unreadable !== void 0) throw new UserError("lock-unreadable", unreadable.why);
	return inTheWay;
}
function repositoryOf({ key }) {
	return ownerAndName(key.repository);
}

export { readLogin as i, git_locks_exports as n, lockRefsOf as r, gitLocks as t };