export const id = 630;
export const ids = [630];
export const modules = {

/***/ 1630:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   endUnbegun: () => (/* binding */ endUnbegun)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _runner_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4477);
/* harmony import */ var _time_system_clock_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8323);
/* harmony import */ var _endings_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1992);
/* harmony import */ var _request_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(996);
/* harmony import */ var _run_context_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4447);
/* harmony import */ var _run_state_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3357);
/* harmony import */ var _status_writer_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3294);








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
        const context = (0,_run_context_js__WEBPACK_IMPORTED_MODULE_5__/* .readRunContext */ .$p)(runner.env);
        const named = (0,_run_context_js__WEBPACK_IMPORTED_MODULE_5__/* .namedDeployment */ .tU)(context, givenId(runner.input('deployment-id')));
        const github = (0,_status_writer_js__WEBPACK_IMPORTED_MODULE_7__/* .connector */ .M3)(token, context, { log: runner.log, clock: _time_system_clock_js__WEBPACK_IMPORTED_MODULE_2__.systemClock })();
        const asked = await (0,_request_js__WEBPACK_IMPORTED_MODULE_4__/* .readAsked */ .v)(github, named);
        const taken = await (0,_request_js__WEBPACK_IMPORTED_MODULE_4__/* .take */ .s)(github, asked, context.repository, context);
        if (taken.kind === 'left') {
            const { id: deploymentId, environment } = asked.deployment;
            return { ...taken, deploymentId, environment };
        }
        const clean = (0,_endings_js__WEBPACK_IMPORTED_MODULE_3__/* .redacted */ .pc)(ending, text => runner.masks.redact(text));
        remember('end', (0,_run_state_js__WEBPACK_IMPORTED_MODULE_6__/* .keptEnding */ .C)(clean));
        await (0,_status_writer_js__WEBPACK_IMPORTED_MODULE_7__/* .writeStatus */ .Kn)(github, asked.deployment.id, (0,_status_writer_js__WEBPACK_IMPORTED_MODULE_7__/* .lastStatus */ .by)(clean), context, runner.masks);
        remember('ended', 'true');
    }
    catch (thrown) {
        runner.log.info(`No status could be written: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .b)(thrown)}`);
    }
    return undefined;
}
function givenId(text) {
    return text === '' ? undefined : (0,_runner_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .idOf */ .TH)('deployment-id', text);
}


/***/ }),

/***/ 3357:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ keptEnding),
/* harmony export */   O: () => (/* binding */ readEnding)
/* harmony export */ });
/* harmony import */ var _domain_deployment_status_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7551);

/** Characters of an ending's text, which is one line and mostly shorter than 200. */
const KEPT = 1000;
/** An ending as it is kept: what was found is in the log by then. `ending`: without secrets. */
function keptEnding({ outcome, reason, text }) {
    return JSON.stringify({ outcome, reason, text: (0,_domain_deployment_status_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(text, KEPT), findings: [] });
}
/** Reads it again; undefined for an empty text. */
function readEnding(kept) {
    return kept === '' ? undefined : JSON.parse(kept);
}


/***/ })

};
