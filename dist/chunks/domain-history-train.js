// src/domain/history/train.ts
/** The train of a deployment: forward, or back when the live commit is newer than the one asked for. */
function trainOf({ sha, live, newer, older, whole, contained }) {
	if (live === void 0) return { kind: "first" };
	if (live === sha) return {
		kind: "again",
		live
	};
	const ahead = newer.findIndex((commit) => commit.sha.toLowerCase() === live);
	if (ahead >= 0) return {
		kind: "back",
		live,
		commits: newer.slice(ahead).filter((commit) => commit.sha !== sha)
	};
	const behind = older.findIndex((commit) => commit.sha.toLowerCase() === live);
	if (behind >= 0) return {
		kind: "forward",
		live,
		commits: older.slice(0, behind),
		more: false
	};
	const inLive = new Set(contained);
	const isIn = (commit) => inLive.has(commit.sha.toLowerCase());
	const [leftAhead, leftBehind] = [newer.findIndex(isIn), older.findIndex(isIn)];
	if (leftAhead >= 0 && newer[leftAhead]?.sha !== sha) {
		const commits = newer.slice(leftAhead).filter((commit) => commit.sha !== sha);
		return {
			kind: "off-line",
			live,
			base: newer[leftAhead]?.sha,
			back: true,
			commits
		};
	}
	if (leftBehind >= 0) {
		const commits = older.slice(0, leftBehind);
		return {
			kind: "off-line",
			live,
			base: older[leftBehind]?.sha,
			back: false,
			commits
		};
	}
	return whole ? {
		kind: "off-line",
		live,
		base: void 0,
		back: false,
		commits: []
	} : {
		kind: "forward",
		live,
		commits: older,
		more: true
	};
}

export { trainOf as t };