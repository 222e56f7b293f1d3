import { i as answerOfThrown, n as refusedView, r as helpView, t as answerView } from "./commands-view-view-of.js";
import { c as UserError, d as withMachineFaults } from "./time-system-clock.js";

// src/actions/deploybot/end.ts
/** Of deployments, each of which is followed here, so that one that is still open has not succeeded; and of the set-up. */
const DECISIONS = {
	deployed: "done",
	"deploy-refused": "refused",
	"deploy-failed": "failed",
	"deploy-superseded": "failed",
	"deploy-cancelled": "failed",
	"deploy-error": "failed",
	"deploy-dry-run": "failed",
	"deploy-not-picked-up": "failed",
	"deploy-held": "done",
	"deploy-open": "failed",
	"doctor-stops": "failed",
	"doctor-unknown": "error",
	promoted: "done",
	"promoted-held": "done",
	aborted: "done",
	"continue-failed": "failed",
	"continue-open": "failed"
};
function endOfAnswer(answer) {
	if (answer === "help") return {
		decision: "done",
		code: "help",
		answer: void 0,
		view: helpView(),
		bug: void 0
	};
	return {
		decision: DECISIONS[answer.code] ?? "done",
		code: answer.code,
		answer,
		view: answerView(answer),
		bug: void 0
	};
}
function endOfThrown(given) {
	const thrown = withMachineFaults(given);
	const answer = answerOfThrown(thrown);
	if (thrown instanceof UserError) return endOfRefused(answer, thrown.outcome === "refused" ? "refused" : "error");
	return {
		...endOfRefused(answer, "error"),
		bug: thrown instanceof Error ? thrown : new Error(answer.text)
	};
}
/** The run was stopped while it worked. */
function endOfStop() {
	return endOfRefused(refusedOf("cancelled", "this run was stopped: what was written by then stays as it is, and a deployment that was created goes on"), "error");
}
function refusedOf(code, text) {
	return {
		schema: 1,
		code,
		text,
		findings: []
	};
}
function endOfRefused(answer, decision) {
	return {
		decision,
		code: answer.code,
		answer,
		view: refusedView(answer),
		bug: void 0
	};
}

export { endOfAnswer, endOfStop, endOfThrown };