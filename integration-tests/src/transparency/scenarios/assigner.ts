import { AssignerProtocol, type PartitionAssigner } from 'kafkajs'

const NAME = 'all to the first'

/** Gives partition 0 of some topics to the member that comes first, and nothing to the others. */
export function assigning(choose: (subscribed: readonly string[]) => readonly string[]): PartitionAssigner {
  return () => ({
    name: NAME,
    version: 1,
    assign: ({ members, topics }) => {
      const all = Object.fromEntries(choose(topics).map((topic) => [topic, [0]]))
      const encode = (assignment: { [topic: string]: number[] }) =>
        AssignerProtocol.MemberAssignment.encode({ version: 1, assignment, userData: Buffer.of() })
      const assigned = members.map(({ memberId }, index) => ({
        memberId,
        memberAssignment: encode(index === 0 ? all : {}),
      }))
      return Promise.resolve(assigned)
    },
    protocol: ({ topics }) => ({
      name: NAME,
      metadata: AssignerProtocol.MemberMetadata.encode({ version: 1, topics, userData: Buffer.of() }),
    }),
  })
}
