import { Button, Group, Modal, Stack } from '@mantine/core';
import type { IssuedLink } from '@penstock/contracts';
import { Identifier } from '../../../shared/ui/values';
import { strings } from '../strings';

export const LinkDialog = ({ link, onClose }: { readonly link: IssuedLink; onClose(): void }) => (
  <Modal opened onClose={onClose} title={strings.linkTitle} size="lg" closeOnClickOutside={false} closeButtonProps={{ 'aria-label': strings.close }}>
    <Stack gap="md">
      <div className="ps-notice ps-notice--attention">
        <div className="ps-notice__title">{strings.linkOnce}</div>
        <Identifier value={link.link} />
      </div>
      <div>{link.mailed ? strings.mailed : strings.notMailed}</div>
      <Group justify="flex-end">
        <Button onClick={onClose}>{strings.done}</Button>
      </Group>
    </Stack>
  </Modal>
);
