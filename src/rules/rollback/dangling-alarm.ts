import { flag, rule } from '../../engine/rule.ts';
import { isInNoAccount, isLeftOut } from '../../model/alarm-list.ts';

/** An alarm that does not exist never rings, and nobody sees that it does not. */
export default rule({
  id: 'dangling-alarm',
  category: 'rollback',
  title: 'A deployment watches an alarm that does not exist',
  severity: 'medium',
  on: 'system',
  fix: 'Name an alarm that exists, define it beside what it watches, and refer to it by !Ref; under a condition, leave out the reference with the alarm.',
  references: [
    'https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-create-alarms.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html',
  ],
  controls: {
    'owasp-cicd': ['CICD-SEC-10'],
    'aws-config': ['codedeploy-auto-rollback-monitor-enabled'],
    soc2: ['CC7.2'],
    'iso27001-2022': ['A.8.32'],
  },

  *check(model) {
    const watched = [
      ...model.all('deployment-group').flatMap(({ alarms }) => alarms.alarms),
      ...model.all('service').flatMap(({ alarms }) => alarms.alarms),
      ...model.all('configuration-environment').flatMap(({ monitors }) => monitors),
      ...model.all('stack').flatMap(({ rollback }) => rollback.alarms),
      ...model.all('pipeline').flatMap(({ stages }) => stages.flatMap(({ conditions }) => conditions)),
    ];
    for (const one of watched) {
      yield flag(one, isLeftOut(one), 'names an alarm that is not there');
      yield flag(one, isInNoAccount(one, model), 'names an alarm that is not among those of the account', { confidence: 'medium' });
    }
  },
});
