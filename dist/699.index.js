export const id = 699;
export const ids = [699];
export const modules = {

/***/ 7938:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ keptEnding),
/* harmony export */   O: () => (/* binding */ readEnding)
/* harmony export */ });
/* harmony import */ var _train_status_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2281);

/** Characters of an ending's text, which is one line and mostly shorter than 200. */
const KEPT = 1000;
/** An ending as it is kept: what was found is in the log by then. `ending`: without secrets. */
function keptEnding({ outcome, reason, text }) {
    return JSON.stringify({ outcome, reason, text: (0,_train_status_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(text, KEPT), findings: [] });
}
/** Reads it again; undefined for an empty text. */
function readEnding(kept) {
    return kept === '' ? undefined : JSON.parse(kept);
}


/***/ }),

/***/ 9699:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   endUnbegun: () => (/* binding */ endUnbegun)
/* harmony export */ });
/* harmony import */ var _runner_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4477);
/* harmony import */ var _runner_system_clock_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2090);
/* harmony import */ var _runner_user_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9104);
/* harmony import */ var _endings_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2491);
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5577);
/* harmony import */ var _request_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6019);
/* harmony import */ var _run_context_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4356);
/* harmony import */ var _run_state_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7938);








/**
 * Ends a deployment whose run could not even begin, say because an input is missing: a record that stays pending for ever
 * tells nobody why. Resolves with the deployment where it is to be left alone: whoever runs on every deployment has no
 * kubeconfig for those of other tools, and that is no mistake. Does nothing where none is named or GitHub cannot be asked.
 */
async function endUnbegun(ending, runner, remember) {
    const token = runner.input('token');
    if (token === '' || ending.reason.startsWith('github-'))
        return undefined;
    try {
        const context = (0,_run_context_js__WEBPACK_IMPORTED_MODULE_6__/* .readRunContext */ .$p)(runner.env);
        const named = (0,_run_context_js__WEBPACK_IMPORTED_MODULE_6__/* .namedDeployment */ .tU)(context, givenId(runner.input('deployment-id')));
        const github = (0,_records_js__WEBPACK_IMPORTED_MODULE_4__/* .connector */ .M3)(token, context, { log: runner.log, clock: _runner_system_clock_js__WEBPACK_IMPORTED_MODULE_1__.systemClock })();
        const asked = await (0,_request_js__WEBPACK_IMPORTED_MODULE_5__/* .readAsked */ .v)(github, named);
        const taken = await (0,_request_js__WEBPACK_IMPORTED_MODULE_5__/* .take */ .s)(github, asked, context.repository, context);
        if (taken.kind === 'left') {
            const { id: deploymentId, environment } = asked.deployment;
            return { ...taken, deploymentId, environment };
        }
        const clean = (0,_endings_js__WEBPACK_IMPORTED_MODULE_3__/* .redacted */ .pc)(ending, text => runner.masks.redact(text));
        remember('end', (0,_run_state_js__WEBPACK_IMPORTED_MODULE_7__/* .keptEnding */ .C)(clean));
        await (0,_records_js__WEBPACK_IMPORTED_MODULE_4__/* .writeStatus */ .Kn)(github, asked.deployment.id, (0,_records_js__WEBPACK_IMPORTED_MODULE_4__/* .lastStatus */ .by)(clean), context, runner.masks);
        remember('ended', 'true');
    }
    catch (thrown) {
        runner.log.info(`No status could be written: ${(0,_runner_user_error_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .b)(thrown)}`);
    }
    return undefined;
}
function givenId(text) {
    return text === '' ? undefined : (0,_runner_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .idOf */ .TH)('deployment-id', text);
}


/***/ })

};
