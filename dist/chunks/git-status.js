// src/git/status.ts
/** Reads `git status --porcelain=v2 --branch -z`. */
function readStatus(output) {
	const records = output.split("\0");
	const oid = records.find((record) => record.startsWith("# branch.oid "))?.slice(13);
	return {
		head: oid === "(initial)" ? void 0 : oid,
		changes: records.flatMap(changeIn)
	};
}
/** The path is the last field and may hold spaces: how many fields stand before it depends on the kind of record. */
function changeIn(record) {
	const after = (fields) => record.split(" ").slice(fields).join(" ");
	if (record.startsWith("1 ")) return [{
		kind: "changed",
		path: after(8)
	}];
	if (record.startsWith("u ")) return [{
		kind: "changed",
		path: after(10)
	}];
	if (record.startsWith("? ")) return [{
		kind: "untracked",
		path: after(1)
	}];
	if (record.startsWith("! ")) return [{
		kind: "ignored",
		path: after(1)
	}];
	return [];
}

export { readStatus as t };