import type { SimulatorReply } from '@penstock/connector-sdk/simulator';

export const BUSINESS_EXCEPTION = 'P21.Business.Common.BusinessException';
export const NOT_FOUND = 'ResourceNotFoundException';

/** The error body of the REST families; business rules come as HTTP 500. */
export function restError(status: number, message: string, errorType = BUSINESS_EXCEPTION): SimulatorReply {
  return {
    status,
    body: {
      DateTimeStamp: '2026-02-11T15:30:00',
      ErrorMessage: message,
      ErrorType: errorType,
      HostName: 'P21SERVER',
      InnerException: null,
      StackTrace: null,
      UserId: 'api_user',
    },
  };
}
