// Each alert has its page in docs/operations.md under the same name.
param name string
param location string
param tags object
param email string
param functionAppId string
param storageIds array

@description('The account with the task hub: its control queues carry every message of orchestrations and entities.')
param hostStorageId string
param applicationInsightsId string

resource team 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'exports'
    enabled: true
    emailReceivers: [
      {
        name: 'team'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource serverErrors 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-http-5xx'
  location: 'global'
  tags: tags
  properties: {
    description: 'More than 5 requests in 5 minutes were answered with a server error.'
    severity: 2
    enabled: true
    scopes: [
      functionAppId
    ]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'http5xx'
          criterionType: 'StaticThresholdCriterion'
          metricName: 'Http5xx'
          operator: 'GreaterThan'
          threshold: 5
          timeAggregation: 'Total'
        }
      ]
    }
    actions: [
      {
        actionGroupId: team.id
      }
    ]
  }
}

resource storageAvailability 'Microsoft.Insights/metricAlerts@2018-03-01' = [for (id, index) in storageIds: {
  name: '${name}-storage-availability-${index}'
  location: 'global'
  tags: tags
  properties: {
    description: 'A storage account answered less than 99 % of its requests.'
    severity: 1
    enabled: true
    scopes: [
      id
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'availability'
          criterionType: 'StaticThresholdCriterion'
          metricName: 'Availability'
          operator: 'LessThan'
          threshold: 99
          timeAggregation: 'Average'
        }
      ]
    }
    actions: [
      {
        actionGroupId: team.id
      }
    ]
  }
}]

resource storageThrottling 'Microsoft.Insights/metricAlerts@2018-03-01' = [for (id, index) in storageIds: {
  name: '${name}-storage-throttling-${index}'
  location: 'global'
  tags: tags
  properties: {
    description: 'A storage account refused requests because it was too busy.'
    severity: 2
    enabled: true
    scopes: [
      id
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'throttled'
          criterionType: 'StaticThresholdCriterion'
          metricName: 'Transactions'
          operator: 'GreaterThan'
          threshold: 50
          timeAggregation: 'Total'
          dimensions: [
            {
              name: 'ResponseType'
              operator: 'Include'
              values: [
                'ServerBusyError'
                'ClientAccountBandwidthThrottlingError'
                'ClientAccountRequestThrottlingError'
              ]
            }
          ]
        }
      ]
    }
    actions: [
      {
        actionGroupId: team.id
      }
    ]
  }
}]

resource taskHubBacklog 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-task-hub-backlog'
  location: 'global'
  tags: tags
  properties: {
    description: 'More than 1,000 messages of orchestrations and entities wait.'
    severity: 2
    enabled: true
    scopes: [
      '${hostStorageId}/queueServices/default'
    ]
    // The service counts its messages once an hour.
    evaluationFrequency: 'PT1H'
    windowSize: 'PT1H'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'messages'
          criterionType: 'StaticThresholdCriterion'
          metricName: 'QueueMessageCount'
          operator: 'GreaterThan'
          threshold: 1000
          timeAggregation: 'Average'
        }
      ]
    }
    actions: [
      {
        actionGroupId: team.id
      }
    ]
  }
}

// One row per alert: what to ask the traces, how often, and from how many rows on it is an alert.
var queries = [
  {
    name: 'function-failures'
    description: 'Functions failed more than 10 times in 15 minutes.'
    severity: 2
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 10
    query: 'requests | where success == false and toint(resultCode) !between (400 .. 499)'
  }
  {
    name: 'failed-orchestrations'
    description: 'An orchestration ended as failed: the job behind it is ended by the sweep at the latest.'
    severity: 2
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
    query: 'traces | where tostring(customDimensions.Category) startswith "Host.Triggers.DurableTask" or tostring(customDimensions["CategoryName"]) startswith "Host.Triggers.DurableTask" | extend state = coalesce(tostring(customDimensions["prop__state"]), tostring(customDimensions["state"])), kind = coalesce(tostring(customDimensions["prop__functionType"]), tostring(customDimensions["functionType"])) | where kind == "Orchestrator" and state == "Failed"'
  }
  {
    name: 'long-orchestrations'
    description: 'The sweep ended a job because it had outlived its deadline.'
    severity: 2
    window: 'PT1H'
    operator: 'GreaterThan'
    threshold: 0
    query: 'traces | where message has "timed_out"'
  }
  {
    name: 'sweep-missing'
    description: 'The hourly sweep of exports did not run for two and a half hours.'
    severity: 1
    window: 'PT3H'
    operator: 'LessThan'
    threshold: 1
    query: 'requests | where name == "ExportSweep" and timestamp > ago(150m)'
  }
  {
    name: 'watchdog-missing'
    description: 'The one-minute watchdog of exports did not run for a quarter of an hour.'
    severity: 2
    window: 'PT30M'
    operator: 'LessThan'
    threshold: 1
    query: 'requests | where name == "ExportWatchdog" and timestamp > ago(15m)'
  }
  {
    name: 'import-guard-missing'
    description: 'The ten-minute guard of registry imports did not run for half an hour.'
    severity: 2
    window: 'PT30M'
    operator: 'LessThan'
    threshold: 1
    query: 'requests | where name == "ImportGuard"'
  }
  {
    name: 'import-breaker-open'
    description: 'Half of the last 100 attempts of registry imports failed: no new ones are started.'
    severity: 2
    window: 'PT30M'
    operator: 'GreaterThan'
    threshold: 0
    query: 'traces | where message startswith "Enqueued registry imports" and message has_any ("BreakerOpen", "BreakerProbing")'
  }
  {
    name: 'import-standing-still'
    description: 'No repository came to an end for 12 hours although there is work, or the enqueuer does not run, and nobody holds new starts.'
    severity: 2
    window: 'P1D'
    operator: 'GreaterThan'
    threshold: 0
    query: 'traces | where timestamp > ago(12h) and (message startswith "Registry imports by state" or message startswith "Enqueued registry imports") | extend ended = toint(extract(", import_done ([0-9]+)", 1, message)) + toint(extract(", import_skipped ([0-9]+)", 1, message)) | summarize looks = countif(isnotnull(ended)), ticks = countif(message startswith "Enqueued registry imports"), works = countif(message matches regex "(importing|pre_import_done|import_aborted|Examined =) [1-9]"), held = countif(message has_any ("Disabled", "Paused", "CapacityZero", "BreakerOpen", "BreakerProbing")), least = min(ended), most = max(ended) | where looks >= 60 and (works >= 60 or ticks < 60) and held == 0 and least == most'
  }
  {
    name: 'housekeeping-missing'
    description: 'The nightly collection of contents or of ended orchestrations, or the hourly pruning of records, did not succeed for two days.'
    severity: 3
    window: 'P2D'
    operator: 'LessThan'
    threshold: 1
    query: 'requests | where name in ("PruneRecords", "CollectContents", "PurgeInstances") and success == true | summarize functions = dcount(name) | where functions == 3'
  }
]

resource logAlerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for item in queries: {
  name: '${name}-${item.name}'
  location: location
  tags: tags
  properties: {
    description: item.description
    severity: item.severity
    enabled: true
    scopes: [
      applicationInsightsId
    ]
    evaluationFrequency: 'PT15M'
    windowSize: item.window
    criteria: {
      allOf: [
        {
          query: item.query
          timeAggregation: 'Count'
          operator: item.operator
          threshold: item.threshold
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: {
      actionGroups: [
        team.id
      ]
    }
  }
}]
