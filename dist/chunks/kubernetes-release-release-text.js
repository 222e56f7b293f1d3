import { n as shortSha } from "./domain-sha.js";

// src/kubernetes/release/release-text.ts
/** What is said of a release that has no end. `isHeld`: the service is held, so that no other run is changing it. */
function interruptedText(release, { service, environment }, isHeld) {
	const end = isHeld ? "its end is not recorded" : "is not finished yet, or its run was lost";
	return `${releaseText(release)} began to change ${service} in ${environment}, and ${end}: part of it may be live`;
}
/** What comes of it that a record cannot be used. Without one of these it is not known what was there, and whose it is. */
const UNUSED = {
	"last-good": "it is not used: nothing that left the templates is removed, and nothing can be restored",
	later: "it is not used, and what only it had stays in the cluster",
	"of-others": "it is not known what that has here, so nothing that left the templates is removed"
};
/** What is said of a record that cannot be used. `use`: what it would be used for; `isHeld` as above. */
function unreadableText(release, { problem, isPartial }, use, isHeld) {
	const why = isPartial === true && !isHeld ? `${problem}, or it is just being written or deleted` : problem;
	const whose = use === "of-others" ? ` of ${release.repository}` : "";
	return `${releaseText(release)}${whose} ${why}: ${UNUSED[use]}`;
}
/** `deployment 12 of 2026-01-01 10:02 UTC (3f2a91c)` */
function releaseText({ number, commit, deploymentId, begun }) {
	if (deploymentId === 0) return `release ${number}`;
	return `deployment ${deploymentId}${begun === "" ? "" : ` of ${timeText(begun)}`} (${commit === "" ? "commit unknown" : shortSha(commit)})`;
}
/** `2026-01-01 10:02 UTC` of an ISO time. */
function timeText(at) {
	return `${at.slice(0, 16).replace("T", " ")} UTC`;
}
/** `release 12 (3f2a91c of 2026-01-01 10:02 UTC)` */
function releaseName({ number, commit, begun }) {
	const time = begun === "" ? "" : ` of ${timeText(begun)}`;
	return `release ${number} (${commit === "" ? "commit unknown" : shortSha(commit)}${time})`;
}

export { unreadableText as i, releaseName as n, timeText as r, interruptedText as t };