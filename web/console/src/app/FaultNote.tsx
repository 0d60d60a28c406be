import { Alert, Button } from "antd";
import type { CombinedError } from "urql";

import { faultOf } from "../api/fault";
import { app } from "../words/app";
import { fill, useLocale, useWords } from "../words/locale";

/** FaultNote says what went wrong, what to do, and offers to try again. */
export function FaultNote({ error, onRetry }: { error: CombinedError; onRetry?: () => void }) {
  const { locale } = useLocale();
  const words = useWords(app);
  const fault = faultOf(error, locale);
  return (
    <Alert
      role="alert"
      type={fault.retry ? "warning" : "error"}
      showIcon
      className="fault"
      title={fault.message}
      description={
        <>
          {fault.advice}
          {fault.requestId && <span className="fault-id">{fill(words.requestNumber, { id: fault.requestId })}</span>}
        </>
      }
      action={fault.retry && onRetry ? <Button size="small" onClick={onRetry}>{words.retry}</Button> : undefined}
    />
  );
}
