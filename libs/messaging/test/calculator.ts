import { Controller, Module } from '@nestjs/common';
import { MessagePattern, Payload, RpcException } from '@nestjs/microservices';

/** The calls that reached the server, in order. */
export const calls: string[] = [];
const slowCalls: (() => void)[] = [];
/** Lets every `slow` call return. */
export const finish = () => slowCalls.forEach((resolve) => resolve());

@Controller()
class Calculator {
  @MessagePattern('add')
  add(@Payload() { a, b }: { a: number; b: number }): { sum: number } {
    calls.push(`add ${a} ${b}`);
    return { sum: a + b };
  }

  @MessagePattern('reject')
  reject(): never {
    throw new RpcException('not a request');
  }

  @MessagePattern('break')
  break(): never {
    throw new Error('a secret of the server');
  }

  @MessagePattern('unserializable')
  unserializable(): unknown {
    return { big: 1n };
  }

  @MessagePattern('slow')
  async slow(): Promise<string> {
    calls.push('slow');
    await new Promise<void>((resolve) => slowCalls.push(resolve));
    return 'late';
  }
}

@Module({ controllers: [Calculator] })
export class CalculatorModule {}
