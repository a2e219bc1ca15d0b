import { createRoot } from "react-dom/client";
import { Button, Form, Input } from "antd";
import { useState, type ReactNode } from "react";
import { createChecker } from "gouji";
import { useGoujiFields } from "gouji/react";

const checker = createChecker({ wasm: "../dist/gouji.wasm", worker: "../dist/gouji-worker.js", fallback: "../dist/gouji.wasm.js" });

/** Which figure each field is: that is all that gouji has to be told. */
const mapping = {
  total: "三公经费@2023决算",
  abroad: "因公出国（境）费@2023决算",
  cars: "公务用车购置及运行维护费@2023决算",
  guests: "公务接待费@2023决算",
  budget: "三公经费@2023预算",
  control: "三公经费预算控制率@2023",
};

const labels: Record<keyof typeof mapping, string> = {
  total: "“三公”经费决算",
  abroad: "因公出国（境）费",
  cars: "公务用车购置及运行维护费",
  guests: "公务接待费",
  budget: "“三公”经费预算",
  control: "控制率",
};

const initial = { total: "104.98", abroad: "0.00", cars: "97.99", guests: "6.99", budget: "106.00", control: "99.04" };

function Money(): ReactNode {
  const [form] = Form.useForm<typeof initial>();
  const values = Form.useWatch([], form) ?? initial;
  const [sent, setSent] = useState("");
  const fields = useGoujiFields(checker, values, mapping, {}, {}, () => form.getFieldsValue());
  const read = Object.keys(fields.report).length;
  const found = Object.values(fields.report).reduce((count, findings) => count + findings.length, 0);
  const outcome = found > 0 ? `${found}处请核实` : "未见不一致";
  return (
    <Form
      form={form}
      initialValues={initial}
      labelCol={{ flex: "220px" }}
      onFinish={() => setSent("已提交")}
      onFinishFailed={() => setSent("请先核实标出的项目")}
    >
      {(Object.keys(mapping) as (keyof typeof mapping)[]).map((name) => {
        const offered = fields.computed(name);
        const extra = offered === null ? undefined : <Button type="link" onClick={() => form.setFieldValue(name, offered)}>填入{offered}</Button>;
        return (
          <Form.Item key={name} name={name} label={labels[name]} rules={[fields.rule(name)]} validateTrigger={[]} extra={extra} {...fields.item(name)}>
            <Input suffix={name === "control" ? "%" : "万元"} data-field={name} />
          </Form.Item>
        );
      })}
      <Form.Item>
        <Button type="primary" htmlType="submit">提交</Button> <span role="status">{fields.unchecked || sent || (read > 0 ? `已读${read}项，${outcome}` : "")}</span>
      </Form.Item>
    </Form>
  );
}

const place = document.getElementById("app");
if (place !== null) createRoot(place).render(<Money />);
